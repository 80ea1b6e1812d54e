import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { DEFAULT_ACCOUNT } from '../../sandbox/icloud/start.ts';

export interface BigAccount {
  readonly calendars: number;
  /** Over all calendars, spread over three years around now. */
  readonly events: number;
}

export interface BigServer {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  stop(): Promise<void>;
}

/** A stand-in iCloud with many events, in a process of its own so that only the bridge's work is felt here. */
export async function startBigServer(account: BigAccount): Promise<BigServer> {
  const program = fileURLToPath(new URL('./big-server-process.ts', import.meta.url));
  const child = fork(program, [JSON.stringify(account)], { execArgv: ['--import', 'tsx'] });
  const [url] = (await once(child, 'message')) as [string];
  return {
    url,
    user: DEFAULT_ACCOUNT.appleId,
    password: DEFAULT_ACCOUNT.appPassword,
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
