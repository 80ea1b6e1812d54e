import { deleteResource } from '../account/account.ts';
import type { Calendar } from '../account/calendar.ts';
import { empty } from './answer.ts';
import type { Answer, Exchange } from './exchange.ts';
import { changeInBetween } from './in-between.ts';
import { readableMember } from './members.ts';

export function get(exchange: Exchange, calendar: Calendar, name: string): Answer {
  const resource = readableMember(exchange, calendar, name);
  if (!resource) return empty(404);
  return { status: 200, headers: { ETag: resource.etag }, body: resource.text, type: 'text/calendar; charset=UTF-8' };
}

/** Deletes one resource; If-Match guards against a change in between (RFC 9110 13.1.1). */
export function remove(exchange: Exchange, calendar: Calendar, name: string): Answer {
  if (calendar.access !== 'writer' || calendar.kind === 'subscription') return empty(403);
  changeInBetween(exchange, calendar, name);
  const resource = readableMember(exchange, calendar, name);
  if (!resource) return empty(404);
  const wanted = exchange.headers['if-match'];
  if (wanted !== undefined && wanted !== '*' && wanted !== resource.etag) return empty(412);
  deleteResource(exchange.account, calendar, name);
  return empty(204);
}
