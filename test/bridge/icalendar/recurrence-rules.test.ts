import { describe, expect, it } from 'vitest';
import { EDGES } from './recurrence-edges-cases.ts';
import { RULES } from './recurrence-rules-cases.ts';
import { calendar, days, event, occurrencesIn } from './texts.ts';

const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short', timeStyle: 'medium' });
const onTheClock = (instant: number) => format.format(instant).replace(/:00$/, '');

describe('a recurrence rule', () => {
  it.each(Object.entries({ ...RULES, ...EDGES }))('%s', (_, { start, rule, window, expected }) => {
    const text = calendar(event(`DTSTART;TZID=Europe/Berlin:${start}`, 'DURATION:PT20S', `RRULE:${rule}`));
    expect(occurrencesIn(text, days(...window)).map((found) => onTheClock(found.start))).toEqual(expected);
  });

  it('written twice gives what either gives', () => {
    const text = calendar(
      event('DTSTART:20261117T090000Z', 'RRULE:FREQ=WEEKLY;COUNT=2', 'RRULE:FREQ=DAILY;COUNT=2', 'DURATION:PT1H'),
    );
    const starts = occurrencesIn(text, days('2026-11-01', '2026-12-31')).map(({ start }) =>
      new Date(start).getUTCDate(),
    );
    expect(starts).toEqual([17, 18, 24]);
  });

  it('that ended before DTSTART takes nothing from another', () => {
    const rules = ['RRULE:FREQ=DAILY;UNTIL=20261101T000000Z', 'RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=2'];
    const text = calendar(event('DTSTART:20261117T090000Z', ...rules, 'DURATION:PT1H'));
    const starts = occurrencesIn(text, days('2026-11-01', '2026-12-31')).map(({ start }) =>
      new Date(start).getUTCDate(),
    );
    expect(starts).toEqual([17, 23]);
  });

  it('is left out where an EXRULE says so', () => {
    const text = calendar(
      event('DTSTART:20261117T090000Z', 'RRULE:FREQ=DAILY;COUNT=4', 'EXRULE:FREQ=DAILY;INTERVAL=2', 'DURATION:PT1H'),
    );
    const starts = occurrencesIn(text, days('2026-11-01', '2026-12-31')).map(({ start }) =>
      new Date(start).getUTCDate(),
    );
    expect(starts).toEqual([18, 20]);
  });
});
