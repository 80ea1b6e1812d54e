import { type Calendar, storeResource } from '../account/calendar.ts';
import { fold, unfold } from '../icalendar-lines.ts';
import type { Exchange } from './exchange.ts';

/** What another device does while this request is on its way, if the fault asks for it. */
export function changeInBetween({ faults }: Exchange, calendar: Calendar, name: string): void {
  const added = faults['changed-in-between'];
  const resource = calendar.resources.get(name);
  if (added === undefined || !resource) return;
  const lines = unfold(resource.text);
  const end = lines.findIndex((line) => /^END:VEVENT$/i.test(line));
  storeResource(calendar, name, fold(lines.toSpliced(end, 0, added)));
}
