import type { LinkedEvent } from '../../../../bridge/domain/linked-event.ts';

/** An appointment on 24 November 2026, 10 to 11 in Berlin. */
export const APPOINTMENT: LinkedEvent = {
  uid: 'slotbridge-0123',
  appointmentId: 'apt1',
  saidAt: null,
  timeZone: 'Europe/Berlin',
  status: 'confirmed',
  title: 'First talk',
  address: 'Hauptstr. 1, Berlin',
  notes: 'Bring the keys',
  contactName: 'Anna Schmidt',
  url: 'https://app.example.com/v2/location/loc1/calendars/appointments?id=apt1',
  start: Date.parse('2026-11-24T09:00:00Z'),
  end: Date.parse('2026-11-24T10:00:00Z'),
};

export const STAMP = { now: Date.parse('2026-11-22T11:00:00Z'), sequence: 0 };

export function appointment(changes: Partial<LinkedEvent>): LinkedEvent {
  return { ...APPOINTMENT, ...changes };
}

/** The text's lines, unfolded. */
export function unfoldedLines(text: string): string[] {
  return text.replaceAll('\r\n ', '').split('\r\n');
}

/** The lines of that name, unfolded. */
export function linesOf(text: string, name: string): string[] {
  return unfoldedLines(text).filter((line) => line.startsWith(`${name}:`) || line.startsWith(`${name};`));
}
