import { say } from '../words/say.ts';

/** What each feature of the overlay is called, and what goes without it. A feature without words here is none. */
export const FEATURE_WORDS: Readonly<Record<string, { readonly title: string; readonly means: string }>> = {
  'booking-times': {
    title: say('optionsFeatureBookingTimes'),
    means: say('optionsFeatureBookingTimesMean'),
  },
  'week-and-day': {
    title: say('optionsFeatureWeekAndDay'),
    means: say('optionsFeatureWeekAndDayMean'),
  },
  'month-counts': { title: say('optionsFeatureMonthCounts'), means: say('optionsFeatureMonthCountsMean') },
  'dialog-times': {
    title: say('optionsFeatureDialogTimes'),
    means: say('optionsFeatureDialogTimesMean'),
  },
  'appointments-list': {
    title: say('optionsFeatureAppointmentsList'),
    means: say('optionsFeatureAppointmentsListMean'),
  },
  'picked-time': {
    title: say('optionsFeaturePickedTime'),
    means: say('optionsFeaturePickedTimeMean'),
  },
  'connections-card': {
    title: say('optionsFeatureConnectionsCard'),
    means: say('optionsFeatureConnectionsCardMean'),
  },
  'missed-bookings': {
    title: say('optionsFeatureMissedBookings'),
    means: say('optionsFeatureMissedBookingsMean'),
  },
  'hidden-titles': {
    title: say('optionsFeatureHiddenTitles'),
    means: say('optionsFeatureHiddenTitlesMean'),
  },
  'unreadable-calendar': {
    title: say('optionsFeatureUnreadableCalendar'),
    means: say('optionsFeatureUnreadableCalendarMean'),
  },
};
