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

/** Everything that Slotbridge does in a page of the CRM, a line each. */
export const FEATURES: readonly Feature[] = [
  bookingTimes,
  weekAndDay,
  monthCounts,
  dialogTimes,
  appointmentsList,
  pickedTime,
  missedBookings,
  hiddenTitles,
  unreadableCalendar,
];
