import type { Feature } from './feature.ts';
import { appointmentsList } from './features/appointments-list.ts';
import { bookingTimes } from './features/booking-times.ts';
import { connectionsCard } from './features/connections-card.ts';
import { dialogTimes } from './features/dialog-times.ts';
import { hiddenTitles } from './features/hidden-titles.ts';
import { missedBookings } from './features/missed-bookings.ts';
import { monthCounts } from './features/month-counts.ts';
import { pickedTime } from './features/picked-time.ts';
import { unreadableCalendar } from './features/unreadable-calendar.ts';
import { weekAndDay } from './features/week-and-day.ts';

/**
 * The table of what Slotbridge does in pages of the CRM, a line each: one list per part of the code that a page is given.
 *
 * First the pages in which customers book.
 */
export const BOOKING_FEATURES: readonly Feature[] = [bookingTimes, pickedTime, missedBookings, hiddenTitles];

/** Then the staff app. Spelled out, so that neither part carries what is the other's. */
export const STAFF_FEATURES: readonly Feature[] = [
  weekAndDay,
  monthCounts,
  dialogTimes,
  appointmentsList,
  unreadableCalendar,
  pickedTime,
  missedBookings,
  hiddenTitles,
  connectionsCard,
];
