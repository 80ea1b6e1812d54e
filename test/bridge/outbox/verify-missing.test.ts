import { expect, test } from 'vitest';
import type { Ledger } from '../../../bridge/domain/outbox/accept.ts';
import type { Entry } from '../../../bridge/domain/outbox/entry.ts';
import { linkedEventOf } from '../../../bridge/domain/outbox/linked-event-of.ts';
import type { CalendarWriter } from '../../../bridge/domain/remote.ts';
import { eventText } from '../../../bridge/outbox/event-text.ts';
import { verifyMissing } from '../../../bridge/outbox/verify-missing.ts';
import { APPOINTMENT, NOW, STANDING } from './one-booking.ts';

const text = eventText(() => 'America/New_York');
const OWN = text.write(linkedEventOf(APPOINTMENT, 'a-1', null), { now: NOW, sequence: 0 });
const OF_ANOTHER = text.write(linkedEventOf({ ...APPOINTMENT, id: 'b' }, 'b-1', null), { now: NOW, sequence: 0 });

const circumstances = () => ({
  calendars: ['home', 'work'].map((id) => {
    return { id, href: `/${id}/`, name: id, gone: false, access: 'writer' as const };
  }),
  nameOf: (id: string, nth: number) => ({ uid: `${id}-${nth}`, resourceName: `${id}-${nth}.ics` }),
});

/** What is known of the booking after its event was looked for on a server that holds these texts. */
async function afterwards(texts: Readonly<Record<string, string>>): Promise<Entry> {
  let entry: Entry = STANDING;
  const all: Ledger = { get: () => entry, all: () => [entry] };
  const change = async (work: (ledger: Ledger) => readonly Entry[]) => {
    const changed = work(all);
    entry = changed[0] ?? entry;
    return changed;
  };
  const readResource = async (href: string) => {
    const stands = texts[href];
    return stands === undefined ? null : { href, etag: null, text: stands };
  };
  const writer = { readResource } as unknown as CalendarWriter;
  await verifyMissing('a', writer, {
    ledger: { get: all.get, change },
    circumstances,
    text,
    clock: { now: () => NOW },
  });
  return entry;
}

test('an event that stands nowhere was deleted by the person', async () => {
  expect(await afterwards({})).toMatchObject({ deletedInICloud: true, calendarId: 'home' });
});

test('one that the person put into another calendar belongs there', async () => {
  const entry = await afterwards({ '/work/a-1.ics': OWN });
  expect(entry).toMatchObject({ deletedInICloud: false, calendarId: 'work', written: { href: '/work/a-1.ics' } });
});

test('another event that has its name in another calendar is not taken for it', async () => {
  const entry = await afterwards({ '/work/a-1.ics': OF_ANOTHER });
  expect(entry).toMatchObject({ deletedInICloud: true, calendarId: 'home', written: { href: '/home/a-1.ics' } });
});
