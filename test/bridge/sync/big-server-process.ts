import { startICloud } from '../../sandbox/icloud/start.ts';
import { event } from '../rest/connected.ts';
import type { BigAccount } from './big-server.ts';

const DAY = 24 * 3600_000;
const YEAR = 365 * DAY;

const { calendars, events } = JSON.parse(process.argv[2] ?? '{}') as BigAccount;
const icloud = await startICloud();
const account = icloud.account();
for (let number = 0; number < calendars; number++) account.calendars.create({ name: `C${number}`, path: `c${number}` });
const began = Date.now() - 1.5 * YEAR;
for (let number = 0; number < events; number++) {
  const start = began + Math.floor((number * 3 * YEAR) / events / 900_000) * 900_000;
  account.put(`c${number % calendars}`, `e${number}.ics`, textOf(number, start));
}
process.send?.(icloud.url);

/** One in seven recurs for a while; each has a note of two kilobytes, as invitations do. */
function textOf(number: number, start: number): string {
  const note = `DESCRIPTION:${'Join the meeting, bring the papers. '.repeat(55)}`;
  const rule = number % 7 === 0 ? ['RRULE:FREQ=WEEKLY;COUNT=10'] : [];
  return event(`e${number}`, utc(start), utc(start + 1_800_000), [note, ...rule]);
}

function utc(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}
