import { DEFAULT_IDS } from '../test/sandbox/crm/default-state.ts';
import { askHighLevel } from '../test/sandbox/highlevel/ask.ts';
import { startHighLevel } from '../test/sandbox/highlevel/start.ts';
import { answerParent } from './processes/channel.ts';

const HOUR = 3_600_000;

const highLevel = await startHighLevel({ limits: { burst: 100_000, daily: 1_000_000 } });

/**
 * HighLevel's API with some bookings a day, which takes the calls of an hour in a moment. Its documents lie beside its source,
 * from which it is to be started.
 */
answerParent({
  serve: async ({ bookings, from }: { bookings: number; from: number }) => {
    for (let n = 0; n < bookings; n += 1) {
      const start = from + n * 5 * HOUR;
      await askHighLevel(highLevel, 'POST', '/calendars/events/appointments', {
        calendarId: DEFAULT_IDS.consultation,
        locationId: DEFAULT_IDS.location,
        contactId: 'contact1',
        assignedUserId: DEFAULT_IDS.ann,
        ignoreFreeSlotValidation: true,
        startTime: new Date(start).toISOString(),
        endTime: new Date(start + HOUR / 2).toISOString(),
      });
    }
    return { url: highLevel.url, token: highLevel.grants[0]?.token ?? '' };
  },
  /** Bytes of bodies since the last question. */
  traffic: () => {
    const bytes = highLevel.requests.reduce((sum, one) => sum + one.bytes.sent + one.bytes.received, 0);
    highLevel.requests.length = 0;
    return bytes;
  },
});
