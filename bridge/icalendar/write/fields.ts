import type { LinkedEvent } from '../../domain/linked-event.ts';
import { manyLines, oneLine } from './plain-text.ts';

/** The properties of an event that come from the appointment, its times apart. */
export const FIELDS = ['SUMMARY', 'LOCATION', 'DESCRIPTION', 'URL', 'STATUS'] as const;

export type Field = (typeof FIELDS)[number];

/** The value types of RFC 5545 3.8. */
export const TYPES: Readonly<Record<Field, string>> = {
  SUMMARY: 'text',
  LOCATION: 'text',
  DESCRIPTION: 'text',
  URL: 'uri',
  STATUS: 'text',
};

/** What each property says, before escaping; null for one that is not written. */
export type Fields = Readonly<Record<Field, string | null>>;

const LONGEST = { title: 250, address: 500, contactName: 200, notes: 5000 } as const;

/** The properties of an appointment's event, cleaned and shortened. An empty title becomes the contact's name. */
export function fieldsOf(event: LinkedEvent): Fields {
  const contact = oneLine(event.contactName ?? '', LONGEST.contactName);
  const url = addressOf(event.url);
  return {
    SUMMARY: oneLine(event.title, LONGEST.title) || contact || 'Appointment',
    LOCATION: oneLine(event.address ?? '', LONGEST.address) || null,
    DESCRIPTION: description(contact, manyLines(event.notes ?? '', LONGEST.notes), url) || null,
    URL: url,
    STATUS: event.status === 'tentative' ? 'TENTATIVE' : 'CONFIRMED',
  };
}

function description(contact: string, notes: string, url: string | null): string {
  const parts = [contact && `With ${contact}`, notes, url && `Open the appointment: ${url}`];
  return parts.filter((part) => part).join('\n\n');
}

/** Normalised, so that it holds neither spaces nor control characters. Only pages are linked to. */
function addressOf(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? href : null;
}
