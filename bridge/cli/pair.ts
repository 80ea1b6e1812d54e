import { requestPairing } from '../access/pairing-control.ts';
import { holderOf } from '../store/folder-lock.ts';
import { homeEntries } from '../store/home-entries.ts';
import type { Settings } from './settings.ts';
import type { Terminal } from './terminal.ts';

/** Has the running bridge open a pairing, and prints its code: alone on standard output. Gives the exit code. */
export async function pair({ home }: Settings, { out, say }: Terminal): Promise<number> {
  if ((await homeEntries(home)) === null || (await holderOf(home)) === null) {
    say(`No bridge runs with the data folder ${home}. Start it with "npm start", then ask for a code again.`);
    return 1;
  }
  const shown = await requestPairing(home);
  if (!shown) {
    say('The bridge did not answer. Wait a moment and try again; if it stays silent, stop it and start it anew.');
    return 1;
  }
  const seconds = Math.round((shown.expiresAt - Date.now()) / 1000);
  say(`Type this code into the extension within ${seconds} seconds:`);
  out(shown.code);
  return 0;
}
