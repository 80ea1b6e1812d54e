import { type Block, isBlock } from './blocks.ts';
import { linesNamed, setLine, valueIn } from './properties.ts';
import { utcTime } from './written-times.ts';

/**
 * Whether a series that the person made of the event is still sound with another first start: one without exceptions
 * whose rule says how often and until when, and not on which days.
 */
export function canMoveAsSeries(calendar: Block, event: Block, start: number): boolean {
  const rules = linesNamed(event, 'RRULE').length;
  if (EXCEPTIONS.some((name) => linesNamed(event, name).length > 0) || overridesOf(calendar, event).length > 0)
    return false;
  return rules === 0 || (rules === 1 && isPlainRule(valueIn(event, 'RRULE') ?? '', start));
}

/** The series becomes the one event that the appointment is: it must stand at its time, whatever the rule says. */
export function makeSingle(calendar: Block, event: Block): void {
  for (const name of ['RRULE', ...EXCEPTIONS]) setLine(event, name, null);
  for (const override of overridesOf(calendar, event)) calendar.parts.splice(calendar.parts.indexOf(override), 1);
}

const EXCEPTIONS = ['RDATE', 'EXDATE', 'EXRULE'];

function overridesOf(calendar: Block, event: Block): Block[] {
  const uid = valueIn(event, 'UID');
  return calendar.parts
    .filter(isBlock)
    .filter((block) => block !== event && block.name === event.name && valueIn(block, 'UID') === uid);
}

function isPlainRule(rule: string, start: number): boolean {
  return rule
    .toUpperCase()
    .split(';')
    .every((part) => {
      const [name = '', value = ''] = part.split('=');
      // In UTC, both are written alike, so that letters tell which is later.
      return name === 'UNTIL' ? /Z$/.test(value) && value >= utcTime(start) : PLAIN.has(name);
    });
}

const PLAIN = new Set(['FREQ', 'INTERVAL', 'COUNT', 'WKST']);
