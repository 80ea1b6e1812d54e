import { type Account, holderOfUid } from '../account/account.ts';
import { type Calendar, storeResource } from '../account/calendar.ts';
import { components, propertyName, propertyValue, uidsIn, unfold } from '../icalendar-lines.ts';
import { CALDAV } from '../xml/namespaces.ts';
import { empty, refused } from './answer.ts';
import type { Answer, Exchange } from './exchange.ts';
import { rewritten } from './rewrite.ts';

/**
 * Stores an event (RFC 4791 5.3.2) as iCloud does: one UID an account, an event needs an end, the stored text is not
 * the one that was sent, and the answer carries no ETag.
 */
export function put(exchange: Exchange, calendar: Calendar, name: string): Answer {
  if (calendar.access !== 'writer' || calendar.kind === 'subscription') return empty(403);
  const existing = calendar.resources.get(name);
  if (exchange.headers['if-none-match'] === '*' && existing) return empty(412);
  const wanted = exchange.headers['if-match'];
  if (wanted !== undefined && (!existing || (wanted !== '*' && wanted !== existing.etag))) return empty(412);
  const refusal = refusalOf(exchange, calendar, name);
  if (refusal) return refusal;
  storeResource(calendar, name, rewritten(exchange.body, exchange.now));
  invite(exchange.account, exchange.body);
  return empty(existing ? 204 : 201);
}

function refusalOf(exchange: Exchange, calendar: Calendar, name: string): Answer | null {
  const lines = unfold(exchange.body);
  const events = components(lines, 'VEVENT');
  const uids = uidsIn(exchange.body);
  const [uid] = uids;
  if (!/^BEGIN:VCALENDAR\b/i.test(lines[0] ?? '') || !/^END:VCALENDAR\b/i.test(lines.at(-1) ?? '')) {
    return refused(403, CALDAV, 'valid-calendar-data');
  }
  const method = components(lines, 'VCALENDAR')
    .flat()
    .some((line) => propertyName(line) === 'METHOD');
  if (uid === undefined || uids.size > 1 || method) return refused(403, CALDAV, 'valid-calendar-object-resource');
  if (events.length > 0 === (calendar.kind === 'reminders')) {
    return refused(403, CALDAV, 'supported-calendar-component');
  }
  if (events.some((event) => !hasEnd(event))) return empty(404);
  if (holderOfUid(exchange.account, uid, { calendar, name }) !== null) return refused(412, CALDAV, 'no-uid-conflict');
  const retired = exchange.faults['deleted-uid-412'] && exchange.account.retiredUids.has(uid);
  return retired ? refused(412, CALDAV, 'no-uid-conflict') : null;
}

function hasEnd(event: readonly string[]): boolean {
  return event.some((line) => ['DTEND', 'DURATION'].includes(propertyName(line)));
}

/** iCloud mails every ATTENDEE that a client writes; here the mail is only noted. */
function invite(account: Account, text: string): void {
  const [uid = ''] = uidsIn(text);
  for (const line of components(unfold(text), 'VEVENT').flat()) {
    if (propertyName(line) === 'ATTENDEE') account.invitations.push({ uid, attendee: propertyValue(line) });
  }
}
