import { type Finding, note, well, wrong } from './finding.ts';

const ANSWER_WITHIN_MS = 8_000;
/** Signed-in sessions and certificates begin to fail at some minutes; an event's start would be off by as much. */
const MOST_OFF_MS = 60_000;

/** Whether the calendar server can be reached, and what its clock says about ours. No account is named to it. */
export async function serverAndClock(url: string, now: () => number): Promise<Finding[]> {
  const host = new URL(url).host;
  try {
    const answer = await fetch(url, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    return [well(`The calendar server ${host} answers`), clock(answer.headers.get('date'), now())];
  } catch {
    // Which of the many reasons it was helps nobody here: the first thing to look at is the same.
    return [
      wrong(`The calendar server ${host} does not answer`, 'Check the internet connection, a firewall or a VPN.'),
    ];
  }
}

function clock(date: string | null, now: number): Finding {
  const theirs = Date.parse(date ?? '');
  if (Number.isNaN(theirs))
    return note('The server tells no time to compare the clock with', 'Nothing needs to be done.');
  const off = Math.round((now - theirs) / 1000);
  if (Math.abs(off) * 1000 <= MOST_OFF_MS) return well('The clock is right');
  return wrong(
    `The clock is ${Math.abs(off)} seconds ${off > 0 ? 'fast' : 'slow'}`,
    'Turn on setting date and time automatically in the system settings.',
  );
}
