import type { TextComponent } from './components.ts';
import { type RecurrenceRule, readRule } from './recurrence-rule.ts';
import { BadValue } from './values.ts';

/** RFC 5545 has one rule a component, and RFC 2445 had some. */
const MOST_RULES = 20;

/** The rules of one name that a component has; throws BadValue when one cannot be read, or for absurdly many. */
export function readRules(component: TextComponent, name: 'RRULE' | 'EXRULE' = 'RRULE'): RecurrenceRule[] {
  const properties = component.properties.get(name) ?? [];
  if (properties.length > MOST_RULES) throw new BadValue('it has more rules than can be read');
  return properties.map(({ value }) => readRule(value));
}
