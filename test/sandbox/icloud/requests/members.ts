import type { Calendar, Resource } from '../account/calendar.ts';
import type { Exchange } from './exchange.ts';

/** What a listing names: the resources and the ghosts, or nothing while the calendar seems empty. */
export function listedMembers(exchange: Exchange, calendar: Calendar): Resource[] {
  if (exchange.faults['empty-calendar']) return [];
  const ghosts = exchange.faults['ghost-hrefs'] ?? [];
  return [...calendar.resources.values(), ...ghosts.map((name) => ghost(calendar, name))];
}

/** What can be read: ghosts are listed, but never there. */
export function readableMember(exchange: Exchange, calendar: Calendar, name: string): Resource | null {
  if (exchange.faults['ghost-hrefs']?.includes(name)) return null;
  return calendar.resources.get(name) ?? null;
}

function ghost(calendar: Calendar, name: string): Resource {
  return { name, text: '', etag: `"C=0@U=${calendar.mark}"`, revision: 1 };
}
