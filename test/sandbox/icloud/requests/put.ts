import { type Account, type Holder, holderOfUid } from '../account/account.ts';
import { type Calendar, storeResource } from '../account/calendar.ts';
import { components, propertyName, propertyValue, uidsIn, unfold } from '../icalendar-lines.ts';
import { hrefElement } from '../xml/multistatus.ts';
import { CALDAV } from '../xml/namespaces.ts';
import { empty, refused } from './answer.ts';
import type { Answer, Exchange } from './exchange.ts';
import { changeInBetween } from './in-between.ts';
import { resourceHref } from './place.ts';
import { rewritten } from './rewrite.ts';

/**
 * Stores an event (RFC 4791 5.3.2) as iCloud does: one UID an account, an event needs an end, the stored text is not
 * the one that was sent, and the answer carries no ETag.
 */
export function put(exchange: Exchange, calendar: Calendar, name: string): Answer {
  if (calendar.access !== 'writer' || calendar.kind === 'subscription') return empty(403);
  changeInBetween(exchange, calendar, name);
  const existing = calendar.resources.get(name);
  if (exchange.headers['if-none-match'] === '*' && existing) return empty(412);
  const wanted = exchange.headers['if-match'];
  if (wanted !== undefined && (!existing || (wanted !== '*' && wanted !== existing.etag))) return empty(412);
  invite(exchange.account, exchange.body);
  const refusal = refusalOf(exchange, calendar, name);
  if (refusal) return refusal;
  const keepsAll = !exchange.faults['keep-no-x-properties'];
  const { etag } = storeResource(calendar, name, rewritten(exchange.body, exchange.now, keepsAll));
  return empty(existing ? 204 : 201, exchange.faults['etag-in-answer'] ? { ETag: etag } : {});
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
  return uidRefusal(exchange, uid, { calendar, name });
}

/** One UID an account. iCloud refuses with 412, as if the name were taken, and is not known to say more. */
function uidRefusal({ account, faults }: Exchange, uid: string, place: Holder): Answer | null {
  const holder = holderOfUid(account, uid, place);
  const status = faults['uid-conflict-named'];
  if (holder && status !== undefined) {
    return refused(status, CALDAV, 'no-uid-conflict', hrefElement(resourceHref(account, holder.calendar, holder.name)));
  }
  return holder || (faults['deleted-uid-412'] && account.retiredUids.has(uid)) ? empty(412) : null;
}

function hasEnd(event: readonly string[]): boolean {
  return event.some((line) => ['DTEND', 'DURATION'].includes(propertyName(line)));
}

/** iCloud mails every ATTENDEE that a client writes; here the mail is only noted. */
function invite(account: Account, text: string): void {
  const [uid = ''] = uidsIn(text);
  const lines = unfold(text);
  for (const line of [...components(lines, 'VCALENDAR'), ...components(lines, 'VEVENT')].flat()) {
    const because = propertyName(line);
    if (MAILING.has(because)) account.invitations.push({ uid, because, value: propertyValue(line) });
  }
}

const MAILING = new Set(['METHOD', 'ORGANIZER', 'ATTENDEE']);
