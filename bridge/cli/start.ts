import { once } from 'node:events';
import { parseArgs } from 'node:util';
import type { PairingCode } from '../access/pairing.ts';
import { startPairingDesk } from '../access/pairing-desk.ts';
import { type RunningBridge, runBridge } from '../app/run.ts';
import { openSecrets } from '../secrets/open-secrets.ts';
import { type DataFolder, openDataFolder } from '../store/data-folder.ts';
import { openerFor, openPage } from './open-page.ts';
import { extensionFolder } from './package-root.ts';
import type { Settings } from './settings.ts';
import type { Terminal } from './terminal.ts';

/** Runs the bridge until it is told to stop (SIGINT, SIGTERM). Gives the exit code. */
export async function start(args: readonly string[], settings: Settings, terminal: Terminal): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { 'no-open': { type: 'boolean', default: false } } });
  outliveReaders();
  const folder = await openDataFolder(settings.home);
  try {
    await runUntilStopped(folder, settings, { terminal, open: !values['no-open'] });
    return 0;
  } finally {
    await folder.release();
  }
}

/** How a pipe says that nobody reads any more; with unread text in it, it is reset. */
const READER_LEFT = new Set(['EPIPE', 'ECONNRESET', 'ERR_STREAM_DESTROYED']);

/** Whoever reads along may leave, as `slotbridge start | head` does: the bridge runs on. */
function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (!READER_LEFT.has(error.code ?? '')) throw error;
    });
  }
}

interface Manner {
  readonly terminal: Terminal;
  readonly open: boolean;
}

async function runUntilStopped(folder: DataFolder, settings: Settings, { terminal, open }: Manner): Promise<void> {
  const { secrets: choice, passphrase, port, caldavUrl } = settings;
  const { store, notice } = await openSecrets({ choice, home: folder.path, passphrase });
  const bridge = await runBridge({ folder, secrets: store, port, caldavUrl, log: terminal.say });
  // Before anything says "ready": whoever waits for that line may stop us right after it.
  const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  try {
    await greet(bridge, folder, { terminal, open }, notice);
    const desk = await startDesk(bridge, folder, terminal);
    await stopped;
    desk.close();
  } finally {
    await bridge.stop();
  }
}

function startDesk({ pairing, clients }: RunningBridge, folder: DataFolder, { out, say }: Terminal) {
  return startPairingDesk({
    home: folder.path,
    pairing,
    clients,
    show: (code) => out(codeLine(code)),
    onError: () => say(`Pairing is out of order: ${folder.path} cannot be read or written.`),
    onMended: () => say('Pairing works again.'),
  });
}

const codeLine = ({ code }: PairingCode) => `Pairing code: ${code} (type it into the extension within two minutes)`;

async function greet(
  { port, clients }: RunningBridge,
  folder: DataFolder,
  { terminal, open }: Manner,
  notice: string | null,
) {
  const page = `http://127.0.0.1:${port}`;
  terminal.out(`Slotbridge is listening on ${page}`);
  terminal.out(`The extension lies in ${extensionFolder()}`);
  terminal.out(`Your data is kept in ${folder.path}`);
  if (notice) terminal.out(notice);
  const opener = openerFor(process.platform, process.env);
  const paired = clients.list().some((client) => client.madeBy === 'pairing');
  // Once somebody is paired there is nothing left to be shown at every start.
  if (!open || paired || !opener) return terminal.out(`What to do next is shown on ${page}`);
  // The folder goes in the fragment: the page can show it, and the bridge never serves it.
  const next = `${page}/#extension=${encodeURIComponent(extensionFolder())}`;
  openPage(opener, next, () => terminal.say(`Open ${page} in a browser to see what to do next.`));
}
