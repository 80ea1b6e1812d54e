import { afterEach, describe, expect, it } from 'vitest';
import { describeCalendar } from '../../../bridge/domain/configuration.ts';
import type { RemoteCalendar } from '../../../bridge/domain/remote.ts';
import { statusOf } from '../../../bridge/domain/status.ts';
import {
  bookingErrorInWords,
  errorInWords,
  statusInWords,
  unknownInWords,
  unusableInWords,
} from '../../../extension/words/bridge-words.ts';
import { UnknownCode } from '../../../shared/contract/blocked-slots.ts';
import { ConnectionStatus } from '../../../shared/contract/connection.ts';
import { speak } from './browser-words.ts';

afterEach(() => speak('en'));

const WELL = {
  paused: false,
  passwordRefused: false,
  passwordMissing: false,
  throttledUntil: null,
  failure: null,
  firstReading: false,
};
type Standing = Parameters<typeof statusOf>[0];
const told = (standing: Partial<Standing>) => statusInWords(statusOf({ ...WELL, ...standing }, 0));

/** As the bridge makes them, and what each is for a person who speaks Spanish. */
const STANDINGS: readonly [string, Partial<Standing>, RegExp][] = [
  ['nothing while all is well', {}, /^$/],
  ['a pause', { paused: true }, /^En pausa\./],
  ['a refused password', { passwordRefused: true }, /ya no acepta la contraseña/],
  ['a password that was not kept', { passwordMissing: true }, /solo hasta que Slotbridge se detuvo/],
  ['a server that wants patience', { throttledUntil: 90_000 }, /nos pide esperar\. Lo intentamos de nuevo en 90 s\.$/],
  ['a server that names no time', { throttledUntil: 'unsaid' }, /nos pide esperar\. Lo intentamos de nuevo dentro de/],
  ['a server that is away', { failure: 'No way.', failureCode: 'server-unreachable' }, /^No pudimos llegar/],
  ['a server that makes no sense', { failure: 'Odd.', failureCode: 'bad-answer' }, /no como debe/],
  ['a failure of an unknown kind', { failure: 'Odd.' }, /^No pudimos llegar/],
  ['the first reading', { firstReading: true }, /por primera vez/],
  ['a calendar that fails', { calendarTrouble: 'Home: no.', calendarTroubleCode: 'feed-unreachable' }, /suscripción/],
  [
    'how far the first reading is',
    { firstReading: true, progress: { read: 1200, total: 10_000 } },
    /: 1200 de 10\.000 eventos hasta ahora\.$/,
  ],
  ['a first reading of unknown length', { firstReading: true, progress: { read: 1, total: null } }, /: 1 evento hasta/],
  [
    'the name of a calendar that fails',
    { calendarTrouble: 'Home: no.', calendarTroubleCode: 'feed-unreachable', calendarInTrouble: 'Home' },
    /^Home: .*suscripción/,
  ],
  [
    'the name of a calendar that fails for no code',
    { calendarTrouble: 'Home: no.', calendarInTrouble: 'Home' },
    /^Home: Ahora no se puede leer este calendario\./,
  ],
  ['a calendar that fails for no code', { calendarTrouble: 'Home: no.' }, /^Ahora no se conoce uno/],
];

describe('how a connection stands', () => {
  it.each(STANDINGS)('is told in Spanish: %s', (_what, standing, spanish) => {
    speak('es');
    expect(told(standing)).toMatch(spanish);
  });

  it.each(STANDINGS)('is told in English in the bridge’s own sentence: %s', (_what, standing) => {
    expect(told(standing)).toBe(statusOf({ ...WELL, ...standing }, 0).statusDetail);
  });

  it.each(ConnectionStatus.options)('has Spanish words for %s without a code', (status) => {
    speak('es');
    const words = statusInWords({ status, statusDetail: 'Only in English.' });
    expect(words).not.toMatch(/English/);
    expect(words.length).toBeGreaterThan(10);
  });
});

describe('what is not known', () => {
  it.each(UnknownCode.options)('has words for %s in both languages', (code) => {
    const unknown = { reason: 'The bridge’s own sentence.', code };
    expect(unknownInWords(unknown)).toBe('The bridge’s own sentence.');
    speak('es');
    expect(unknownInWords(unknown)).not.toBe('The bridge’s own sentence.');
  });

  it('is an event, or a calendar for a reason without a code', () => {
    speak('es');
    expect(unknownInWords({ reason: 'Odd.', resource: 'a.ics' })).toBe('No se puede leer un evento.');
    expect(unknownInWords({ reason: 'Odd.' })).toMatch(/^Ahora no se puede leer este calendario\./);
  });
});

describe('why a look at the calendars failed', () => {
  it('is told by its code, and nothing where it did not', () => {
    expect(errorInWords({ error: 'host is away.', errorCode: 'server-unreachable' })).toBe('host is away.');
    expect(errorInWords({})).toBeNull();
    speak('es');
    expect(errorInWords({ error: 'host is away.', errorCode: 'server-unreachable' })).toMatch(/^No pudimos llegar/);
    expect(errorInWords({ error: 'host is away.' })).toMatch(/^Ahora no se puede leer/);
    expect(errorInWords({})).toBeNull();
  });
});

describe('why a booking waits', () => {
  it('is told by its code, and nothing where nothing went wrong', () => {
    expect(bookingErrorInWords({ lastError: 'Gone.', lastErrorCode: 'calendar-gone' })).toBe('Gone.');
    speak('es');
    expect(bookingErrorInWords({ lastError: 'Gone.', lastErrorCode: 'calendar-gone' })).toMatch(/^El calendario vinc/);
    expect(bookingErrorInWords({ lastError: 'Gone.' })).toBe('No se pudo escribir esta reserva.');
    expect(bookingErrorInWords({})).toBeNull();
  });
});

describe('what a calendar cannot be used for', () => {
  const remote = (more: Partial<RemoteCalendar>) =>
    describeCalendar('c', {
      name: 'C',
      color: null,
      kind: 'calendar',
      access: 'writer',
      source: null,
      ...more,
    } as never);
  const subscribed = remote({ kind: 'subscription', source: 'https://example.com/a.ics' });

  it('is told as the bridge tells it, in the person’s language', () => {
    const all = [remote({}), remote({ access: 'reader' }), subscribed, remote({ kind: 'subscription' })];
    // The words that a translator starts from are the bridge's own.
    expect(all.map(unusableInWords)).toEqual(all.map(({ reason }) => reason));
    speak('es');
    expect(all.map(unusableInWords)).toEqual([
      undefined,
      expect.stringMatching(/^Puedes leer este calendario/),
      expect.stringMatching(/^Es una suscripción: la publica otra persona/),
      expect.stringMatching(/^Es una suscripción, e iCloud no dice/),
    ]);
  });
});
