import type { Crm, CrmStanding } from '../../shared/contract/crm.ts';
import { ageInWords } from '../ui/age.ts';
import { clockTime, dayInWords, localDate } from '../ui/day-and-time.ts';
import type { Tone } from '../ui/notice.tsx';
import { partlyInWords } from '../words/crm-words.ts';
import { say, sayCount } from '../words/say.ts';

export const TONES: Record<CrmStanding, Tone> = {
  off: 'plain',
  starting: 'plain',
  on: 'good',
  partial: 'unknown',
  paused: 'plain',
  'invalid-token': 'failed',
  'missing-scope': 'failed',
  'wrong-location': 'failed',
  unreachable: 'unknown',
  throttled: 'unknown',
};

/** It stopped, and goes on only after the person did something. */
export function needsThePerson({ state }: Pick<Crm, 'state'>): boolean {
  return TONES[state] === 'failed';
}

/** What the button says that leads to what must be done. */
export function remedyInWords({ state }: Pick<Crm, 'state'>): string {
  return state === 'missing-scope' ? say('publicPagesSeeMissing') : say('publicPagesEnterToken');
}

type Told = Pick<
  Crm,
  | 'state'
  | 'stateDetail'
  | 'partly'
  | 'stateCode'
  | 'unreadableAppointments'
  | 'unfitAppointments'
  | 'lastGoodAt'
  | 'blocks'
>;

/** How it stands, in one sentence or two: what is so, then what to do. */
export function standingInWords(crm: Told, now: number, timeZone: string): string {
  switch (crm.state) {
    case 'off':
      return say('publicPagesStateOff');
    case 'starting':
      return say('publicPagesStateStarting');
    case 'on':
      return `${onTheirWay(crm) ?? say('publicPagesStateOn')} ${checked(crm, now)}`.trim();
    case 'partial':
      return partlyInWords(crm) ?? say('publicPagesStatePartial');
    case 'paused':
      return say('publicPagesStatePaused');
    case 'invalid-token':
      return say('publicPagesStateInvalidToken', stays(crm, now, timeZone));
    case 'missing-scope':
      return say('publicPagesStateMissingScope', stays(crm, now, timeZone));
    case 'wrong-location':
      return say('publicPagesStateWrongLocation', stays(crm, now, timeZone));
    case 'unreachable':
      return say('publicPagesStateUnreachable', stays(crm, now, timeZone));
    case 'throttled':
      return say('publicPagesStateThrottled', stays(crm, now, timeZone));
  }
}

/** Many blocks take a while: HighLevel is asked for no more than two a second. */
function onTheirWay({ blocks: { pending } }: Told): string | null {
  return pending === 0 ? null : sayCount('publicPagesStateWaiting', pending);
}

const ageOf = ({ lastGoodAt }: Told, now: number) =>
  lastGoodAt === null ? null : ageInWords(now - Date.parse(lastGoodAt));

function checked(crm: Told, now: number): string {
  const age = ageOf(crm, now);
  return age === null ? '' : say('publicPagesStateChecked', age);
}

function stays({ lastGoodAt }: Told, now: number, timeZone: string): string {
  if (lastGoodAt === null) return say('publicPagesNoBlockYet');
  const at = Date.parse(lastGoodAt);
  const time = clockTime(at, timeZone);
  return localDate(at, timeZone) === localDate(now, timeZone)
    ? say('publicPagesStaysToday', time)
    : say('publicPagesStaysSince', dayInWords(at, now, timeZone), time);
}

/** The same in a few words, for a row of the popup: "On, 12 blocks, checked 2 min ago". */
export function standingInShort(crm: Told, now: number): string {
  const { standing } = crm.blocks;
  const age = ageOf(crm, now);
  const short: Record<CrmStanding, string> = {
    off: say('publicPagesShortOff'),
    starting: say('publicPagesShortStarting'),
    on: age === null ? sayCount('publicPagesShortOn', standing) : sayCount('publicPagesShortOnChecked', standing, age),
    partial: sayCount('publicPagesShortPartial', standing),
    paused: say('publicPagesShortPaused'),
    'invalid-token': say('publicPagesShortInvalidToken'),
    'missing-scope': say('publicPagesShortMissingScope'),
    'wrong-location': say('publicPagesShortWrongLocation'),
    unreachable: sayCount('publicPagesShortUnreachable', standing),
    throttled: sayCount('publicPagesShortThrottled', standing),
  };
  return short[crm.state];
}
