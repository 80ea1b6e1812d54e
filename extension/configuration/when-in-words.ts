import { dayInWords, timeSpan } from '../ui/day-and-time.ts';
import { say } from '../words/say.ts';

/** "tomorrow, 10:00–11:00"; instants are epoch milliseconds. */
export function whenInWords(span: { start: number; end: number }, now: number, timeZone: string): string {
  return say('configurationWhen', dayInWords(span.start, now, timeZone), timeSpan(span, timeZone));
}
