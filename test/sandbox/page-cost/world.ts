import { Temporal } from 'temporal-polyfill';
import { startBridge } from '../bridge.ts';
import { launchBrowser, type RunningBrowser } from '../browser.ts';
import { type Crm, startCrm } from '../crm/crm.ts';
import { DEFAULT_IDS } from '../crm/default-state.ts';
import { calendarText, eventLines, timed } from '../icloud/event-text.ts';
import { DEFAULT_ACCOUNT, startICloud } from '../icloud/start.ts';
import { setUp } from '../set-up.ts';

const ZONE = 'America/New_York';
const STAMP = '20261101T000000Z';
const CALENDAR = { name: 'Work', path: 'work', color: '#FF9500FF' };
const WEEKS_AGO = 4;

/** Four events on each weekday. Of the booking page's half hours they take four. */
const BUSY = [
  ['09:00', '09:30'],
  ['10:00', '11:00'],
  ['12:00', '12:30'],
  ['16:15', '16:45'],
] as const;

/** Of the blocked times in a week of the staff calendar, and of the booking page's slots on a day. */
export const MARKS_IN = { week: 5 * BUSY.length, day: 5 } as const;

/** An agency's own domain: it shows the very same pages, and the extension may not run there. */
const WITHOUT = 'crm.agency.example';

const addressesOn = (staff: string, widget: string) => ({
  staff: `https://${staff}/v2/location/${DEFAULT_IDS.location}/calendars/view`,
  widget: `https://${widget}/widget/booking/${DEFAULT_IDS.consultation}`,
});

export const WITH_US = addressesOn('app.gohighlevel.com', 'api.leadconnectorhq.com');
export const WITHOUT_US = addressesOn(WITHOUT, WITHOUT);

/** A busy person's pages of the CRM in one browser, with the extension and, at another address, without it. */
export interface CostWorld {
  readonly browser: RunningBrowser;
  stop(): Promise<void>;
}

/** `extensionDir` holds the built extension. */
export async function startCostWorld(extensionDir: string): Promise<CostWorld> {
  const icloud = await startICloud();
  const account = icloud.account();
  account.calendars.create(CALENDAR);
  for (const [uid, lines] of busyDays()) {
    account.put('work', `${uid}.ics`, calendarText(eventLines(uid, STAMP, 'Taken', lines)));
  }
  const crm = await startCrm({ timeZone: ZONE, agencyHost: WITHOUT });
  addAppointments(crm);
  const bridge = await startBridge({ caldavUrl: icloud.url });
  const browser = await launchBrowser({
    extensionDir,
    resolverRules: crm.resolverRules,
    crmPort: crm.port,
    timezoneId: ZONE,
  });
  const { appleId: user, appPassword: password } = DEFAULT_ACCOUNT;
  await setUp({ browser, bridge: bridge.bridge, account: { user, password }, staffAddress: WITH_US.staff });
  for (const page of browser.context.pages().slice(1)) await page.close();
  return {
    browser,
    stop: async () => {
      await browser.close();
      await bridge.discard();
      await crm.stop();
      await icloud.stop();
    },
  };
}

const thisMonday = () => {
  const today = Temporal.Now.plainDateISO(ZONE);
  return today.subtract({ days: today.dayOfWeek - 1 });
};

function busyDays(): (readonly [string, readonly string[]])[] {
  const first = thisMonday().subtract({ weeks: WEEKS_AGO });
  return BUSY.map(([from, until], index) => [
    `taken-${index}`,
    [...timed(ZONE, first, from, until), 'RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
  ]);
}

/** One on each weekday of the coming quarter, as the grid draws them. */
function addAppointments({ state }: Crm): void {
  for (let day = 0; day < 90; day += 1) {
    const date = thisMonday().add({ days: day });
    if (date.dayOfWeek > 5) continue;
    const at = (time: string) => date.toPlainDateTime(time).toZonedDateTime(ZONE).toString({ timeZoneName: 'never' });
    state.appointments.push({
      id: `appointment${day}`,
      title: 'Ada',
      calendarId: DEFAULT_IDS.cleaning,
      locationId: DEFAULT_IDS.location,
      contactId: 'c1',
      groupId: '',
      appointmentStatus: 'confirmed',
      assignedUserId: DEFAULT_IDS.ann,
      users: [DEFAULT_IDS.ann],
      address: '',
      notes: '',
      isRecurring: false,
      startTime: at('13:30'),
      endTime: at('14:00'),
      dateAdded: '2026-11-01T00:00:00Z',
      dateUpdated: '2026-11-01T00:00:00Z',
      createdBy: { source: 'calendar_page' },
    });
  }
}
