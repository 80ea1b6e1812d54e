import { parseArgs } from 'node:util';
import { ClientName } from '../../shared/contract/access.ts';
import type { Client } from '../access/client-file.ts';
import { type ClientRegistry, openClientRegistry } from '../access/client-registry.ts';
import { makePrivateFolder } from '../store/modes.ts';
import type { Settings } from './settings.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** `token create|list|revoke`. They work on the clients' files, whether or not the bridge runs. Gives the exit code. */
export async function token(args: readonly string[], settings: Settings, terminal: Terminal): Promise<number> {
  const [action, ...rest] = args;
  if (action === 'create') return create(nameOption(rest), await registry(settings, terminal), terminal);
  if (action === 'list') return list(await registry(settings, terminal), terminal);
  if (action === 'revoke') return revoke(nameArgument(rest), await registry(settings, terminal), terminal);
  throw new UsageError('Say "slotbridge token create --name NAME", "token list" or "token revoke NAME".');
}

async function registry({ home }: Settings, { say }: Terminal): Promise<ClientRegistry> {
  const folder = await makePrivateFolder(home);
  return openClientRegistry({ home: folder, onLeftOut: (path, reason) => say(`${path} is left out: ${reason}.`) });
}

async function create(name: string, clients: ClientRegistry, { out, say }: Terminal): Promise<number> {
  if (clients.list().some((client) => client.name === name)) {
    say(`There is a client named "${name}" already. Choose another name, or revoke that one first.`);
    return 1;
  }
  const made = await clients.create({ name, madeBy: 'command', origin: null });
  out(made.token);
  say(`This is the token of "${name}". It is shown this once. Send it as "Authorization: Bearer TOKEN".`);
  say(`Take it back with: slotbridge token revoke ${JSON.stringify(name)}`);
  return 0;
}

function list(clients: ClientRegistry, { out, say }: Terminal): number {
  const all = clients.list();
  if (all.length === 0) say('Nobody may ask the bridge yet. Pair the extension with "slotbridge pair".');
  for (const client of all) out(line(client));
  return 0;
}

function line({ name, id, madeBy, createdAt }: Client): string {
  return `${name}\t${madeBy === 'pairing' ? 'paired extension' : 'token'}\t${createdAt}\t${id}`;
}

async function revoke(wanted: string, clients: ClientRegistry, { say }: Terminal): Promise<number> {
  const found = clients.list().filter(({ name, id }) => name === wanted || id === wanted);
  for (const { id } of found) await clients.revoke(id);
  if (found.length === 0) say(`There is no client named "${wanted}". See "slotbridge token list".`);
  else say(`"${wanted}" may no longer ask the bridge.`);
  return found.length === 0 ? 1 : 0;
}

function nameOption(args: readonly string[]): string {
  const { values } = parseArgs({ args: [...args], options: { name: { type: 'string' } } });
  const name = ClientName.safeParse(values.name);
  if (name.success) return name.data;
  throw new UsageError('Give the token a name of letters, digits, spaces and . _ ( ) -, as in --name laptop.');
}

function nameArgument(args: readonly string[]): string {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true });
  const [name, ...more] = positionals;
  if (name && more.length === 0) return name;
  throw new UsageError('Say whom to shut out: slotbridge token revoke NAME. A name with spaces goes in quotes.');
}
