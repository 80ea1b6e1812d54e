import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { readTwice } from '../../../bridge/icalendar/second-reader.ts';
import type { OddRule } from './odd-rule.ts';
import { ODD_RULES } from './odd-rules.ts';
import { calendar, event } from './texts.ts';

const short = (instant: number) => new Date(instant).toISOString().slice(0, 16);
const textOf = ({ rule, start }: OddRule) => calendar(event(`DTSTART:${start}Z`, 'DURATION:PT1S', `RRULE:${rule}`));

function readings(odd: OddRule) {
  const window = { start: Date.parse(`${odd.expected[0]}Z`), end: Date.parse(`${odd.before}Z`) };
  const { first, second } = readTwice(textOf(odd), window, 'UTC');
  return { first: first.map(({ start }) => short(start)), second: second.map(({ start }) => short(start)) };
}

/** What ical.js itself makes of the rule, as far as it can be compared. */
function icalStarts(odd: OddRule): string[] {
  const component = new ICAL.Component(ICAL.parse(textOf(odd))).getFirstSubcomponent('vevent');
  const iterator = new ICAL.Event(component as ICAL.Component).iterator();
  const found: string[] = [];
  for (let next = iterator.next(); next && found.length < 5; next = iterator.next()) {
    const start = short(next.toJSDate().getTime());
    if (start >= odd.before) break;
    found.push(start);
  }
  return found;
}

describe('rules of odd shapes', () => {
  it.each(ODD_RULES)('give what a third tool gives: $rule', (odd) => {
    expect(readings(odd).first).toEqual(odd.expected);
  });

  it.each(ODD_RULES)('give what node-ical gives, or a difference that is explained: $rule', (odd) => {
    const { second } = readings(odd);
    if (odd.nodeIcal) expect(second.slice(0, 4), odd.nodeIcal.why).toEqual(odd.nodeIcal.gives);
    else expect(second).toEqual(odd.expected);
  });

  it.each(ODD_RULES)('give what ical.js gives, or a difference that is explained: $rule', (odd) => {
    const found = icalStarts(odd);
    if (odd.icalJs) expect(found.slice(0, 4), odd.icalJs.why).toEqual(odd.icalJs.gives);
    else expect(found).toEqual(odd.expected);
  });

  it('are explained where they differ, by what really differs', () => {
    for (const { expected, nodeIcal, icalJs } of ODD_RULES)
      for (const one of [nodeIcal, icalJs]) if (one) expect(one.gives).not.toEqual(expected);
  });
});
