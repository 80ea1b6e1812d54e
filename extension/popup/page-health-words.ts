import type { UnreadPage } from '../state/page-health.ts';
import { language, say } from '../words/say.ts';

export const WORDS = {
  pages: say('popupPagesOfCrm'),
  copy: say('popupPageCopyReport'),
  copied: say('popupPageCopied'),
  notCopied: say('popupPageNotCopied'),
} as const;

/** What each kind of page is called by people. */
const PAGES: Readonly<Record<string, string>> = {
  'booking-times': say('popupPageBookingTimes'),
  'week-and-day': say('popupPageCalendar'),
  'month-counts': say('popupPageMonth'),
  'unreadable-calendar': say('popupPageCalendar'),
  'dialog-times': say('popupPageDialog'),
  'appointments-list': say('popupPageAppointments'),
};

/** "We couldn’t read a booking page and the month view of the CRM, …" */
export function unreadInWords(pages: readonly UnreadPage[]): string {
  const names = new Set(pages.map(({ feature }) => PAGES[feature] ?? say('popupPageOther')));
  return say('popupPageUnread', new Intl.ListFormat(language(), { type: 'conjunction' }).format(names));
}
