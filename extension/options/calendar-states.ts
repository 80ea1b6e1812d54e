import type { Connection } from '../../shared/contract/connection.ts';
import type { ConnectionHealth } from '../../shared/contract/sync.ts';
import { ageInWords } from '../ui/age.ts';
import { errorInWords } from '../words/bridge-words.ts';
import { speaksAsTheBridge } from '../words/problem-words.ts';
import type { Account } from './use-accounts.ts';
import { CALENDAR_STATES, WORDS } from './words.ts';

export interface CalendarLine {
  readonly id: string;
  readonly name: string;
  readonly color: string;
  /** "Linked", "Blocks". */
  readonly uses: readonly string[];
  readonly tone: 'good' | 'unknown' | 'plain';
  /** What is so, and what went wrong last. */
  readonly words: string;
}

type Health = ConnectionHealth['calendars'][number];

const ROUGH: readonly Health['state'][] = ['failing', 'held', 'gone', 'never-read'];

/** How each calendar of an account stands, those that are used first. `now` in epoch milliseconds. */
export function calendarLines({ connection, calendars, health }: Account, now: number): CalendarLine[] {
  const lines = calendars.map(({ id, name, color }) => {
    const state = health.calendars.find(({ calendarId }) => calendarId === id);
    const uses = usesOf(id, connection);
    return { id, name, color, uses, tone: toneOf(state), words: state ? stateInWords(state, now) : notChosen(uses) };
  });
  return [...lines.filter(({ uses }) => uses.length > 0), ...lines.filter(({ uses }) => uses.length === 0)];
}

function usesOf(id: string, { linkedCalendarId, conflictCalendarIds }: Connection): string[] {
  return [
    ...(linkedCalendarId === id ? [WORDS.linked] : []),
    ...(conflictCalendarIds.includes(id) ? [WORDS.blocks] : []),
  ];
}

/** One that is linked alone is written to and never read. */
const notChosen = (uses: readonly string[]) => (uses.length === 0 ? CALENDAR_STATES['not-chosen'] : '');

function toneOf(state: Health | undefined): CalendarLine['tone'] {
  if (state === undefined || state.state === 'not-chosen') return 'plain';
  return ROUGH.includes(state.state) || state.unreadable.length > 0 ? 'unknown' : 'good';
}

/** The bridge's own sentence where it has one, else ours for the state; then how old the last good look is. */
function stateInWords(health: Health, now: number): string {
  const { state, checkedAt, unreadable } = health;
  const age = checkedAt === null ? null : ageInWords(now - Date.parse(checkedAt));
  const when = age === null ? WORDS.neverRead : state === 'ok' ? WORDS.readAgo(age) : WORDS.lastRead(age);
  const count = unreadable.length === 0 ? '' : WORDS.unreadable(unreadable.length);
  if (state === 'not-chosen') return CALENDAR_STATES[state];
  return [whyNot(health) ?? CALENDAR_STATES[state], when, count].filter(Boolean).join(' ');
}

/** In another language than the bridge's, the words for the state say more than those for no code at all. */
function whyNot(health: Health): string | null {
  return health.errorCode === undefined && !speaksAsTheBridge() ? null : errorInWords(health);
}
