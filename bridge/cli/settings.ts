import { resolve } from 'node:path';
import { z } from 'zod';
import { DEFAULT_PORT } from '../../shared/contract/access.ts';
import { defaultHome } from '../store/default-home.ts';
import { UsageError } from './usage-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const isLoopback = (host: string) => host === 'localhost' || host === '[::1]' || /^127(\.\d+){3}$/.test(host);

const CalDavUrl = z
  .url({ protocol: /^https?$/ })
  .pipe(z.string().refine((url) => new URL(url).protocol === 'https:' || isLoopback(new URL(url).hostname)))
  .pipe(z.string().refine((url) => new URL(url).username === '' && new URL(url).password === ''));

const Variables = z.object({
  SLOTBRIDGE_HOME: z.string().min(1).optional(),
  SLOTBRIDGE_PORT: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .pipe(z.number().max(65_535))
    .default(DEFAULT_PORT),
  SLOTBRIDGE_SECRETS: z.enum(['auto', 'keychain', 'file', 'memory']).default('auto'),
  SLOTBRIDGE_PASSPHRASE: z.string().min(1).optional(),
  SLOTBRIDGE_CALDAV_URL: CalDavUrl.default('https://caldav.icloud.com'),
});

const MUST_BE: Record<string, string> = {
  SLOTBRIDGE_PORT: 'a number from 0 to 65535; 0 picks a free port',
  SLOTBRIDGE_SECRETS: 'keychain, file, memory or auto',
  SLOTBRIDGE_CALDAV_URL: 'an https address without a password in it, such as https://caldav.icloud.com',
};

export interface Settings {
  /** The data folder: an absolute path, whatever folder the command is started in. */
  readonly home: string;
  /** 0 picks a free one. */
  readonly port: number;
  readonly secrets: z.infer<typeof Variables>['SLOTBRIDGE_SECRETS'];
  readonly passphrase: string | undefined;
  readonly caldavUrl: string;
}

/** The `SLOTBRIDGE_` variables. One that is set to nothing counts as not set. Throws UsageError that names the variable. */
export function readSettings(env: Environment, platform: NodeJS.Platform): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const read = Variables.safeParse(given);
  if (!read.success) throw new UsageError(sentence(String(read.error.issues[0]?.path[0])));
  const variables = read.data;
  return {
    home: variables.SLOTBRIDGE_HOME ? resolve(variables.SLOTBRIDGE_HOME) : defaultHome(platform, env),
    port: variables.SLOTBRIDGE_PORT,
    secrets: variables.SLOTBRIDGE_SECRETS,
    passphrase: variables.SLOTBRIDGE_PASSPHRASE,
    caldavUrl: variables.SLOTBRIDGE_CALDAV_URL,
  };
}

/** Without the value: it may have been meant for another variable, such as the passphrase. */
function sentence(variable: string): string {
  return `${variable} must be ${MUST_BE[variable] ?? 'something else'}. Change it or leave it out.`;
}
