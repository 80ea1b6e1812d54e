import type { OddRule } from './odd-rule.ts';
import { ODD_RULES_OF_DAYS } from './odd-rules-of-days-cases.ts';
import { ODD_RULES_OF_MONTHS } from './odd-rules-of-months-cases.ts';

/** Rules of shapes that few calendars hold, drawn at random; DTSTART is a start of each. */
export const ODD_RULES: readonly OddRule[] = [...ODD_RULES_OF_DAYS, ...ODD_RULES_OF_MONTHS];
