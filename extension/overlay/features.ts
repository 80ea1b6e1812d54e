import type { Feature } from './feature.ts';
import { appointmentsList } from './features/appointments-list.ts';
import { bookingTimes } from './features/booking-times.ts';
import { dialogTimes } from './features/dialog-times.ts';
import { hiddenTitles } from './features/hidden-titles.ts';
import { missedBookings } from './features/missed-bookings.ts';
import { monthCounts } from './features/month-counts.ts';
import { pickedTime } from './features/picked-time.ts';
import { unreadableCalendar } from './features/unreadable-calendar.ts';
import { weekAndDay } from './features/week-and-day.ts';

/** What Slotbridge does in the pages in which customers book, a line each. */
export const BOOKING_FEATURES: readonly Feature[] = [bookingTimes, pickedTime, missedBookings, hiddenTitles];

/** What it does in the staff app. Spelled out, so that neither part carries what is the other's. */
export const STAFF_FEATURES: readonly Feature[] = [
  weekAndDay,
  monthCounts,
  dialogTimes,
  appointmentsList,
  unreadableCalendar,
  pickedTime,
  missedBookings,
  hiddenTitles,
];
