/** What each feature of the overlay is called, and what goes without it. A feature without words here is none. */
export const FEATURE_WORDS: Readonly<Record<string, { readonly title: string; readonly means: string }>> = {
  'booking-times': {
    title: 'Mark the times of booking pages',
    means: 'Also on group pages and service menus. Only you see the marks.',
  },
  'week-and-day': {
    title: 'Mark the calendar’s week and day',
    means: 'Blocked times are hatched, free events are outlined.',
  },
  'month-counts': { title: 'Count in the calendar’s month', means: 'Each day says how many events block it.' },
  'dialog-times': {
    title: 'Mark the times of the appointment dialog',
    means: 'In its own list of times, where the CRM draws one.',
  },
  'appointments-list': {
    title: 'Mark clashes in the list of appointments',
    means: 'Your own appointments at times at which you are busy.',
  },
  'picked-time': {
    title: 'Check each time that you pick',
    means: 'Your calendar is asked at once, and a note beside the time says if it is taken.',
  },
  'missed-bookings': {
    title: 'Say when a booking may have been missed',
    means: 'A booking was saved, and none of the page’s calls was one that we know.',
  },
  'hidden-titles': {
    title: 'Say when titles are hidden',
    means: 'The key that hides them works either way.',
  },
  'unreadable-calendar': {
    title: 'Say when the calendar cannot be read',
    means: 'Without it a calendar that we cannot read has no marks, and nothing says why.',
  },
};
