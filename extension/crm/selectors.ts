/**
 * Everything we look for in HighLevel's pages, newest first. When the CRM changes, this is the place to mend,
 * together with the page stored for it among the tests.
 */
const SELECTORS = {
  /** A booking page, for example https://api.leadconnectorhq.com/widget/booking/ID */
  widgetRoot: [
    '#appointment_widgets--revamp',
    '#hl_widget',
    '#cal_servicemenu_widgets',
    '.c-calendar',
    '#calendarAppointmentBookingMain',
  ],
  slot: ['li.widgets-time-slot', '.widgets-time-slot', '.hour-select li, .hour-select label'],
  slotButton: ['button.selected-slot'],
  slotChosen: ['.widgets-time-slot.actived', '.hour-select .actived', '.hour-select label:has(input:checked)'],
  bookButton: ['#schedule-meeting-button', 'button.btn-schedule'],
  booked: ['.appointment_widgets--revamp--confirmation', 'h5.confirmation-message'],
  selectedDate: ['td.vdpCell.selected:not(.outOfRange)[data-id]'],
  timeZone: ['.timezone-label', '.booking-info--timezone .booking-info-value', '.multiselect__single'],
  /** Staff app > Calendars > Calendar View: FullCalendar, as it is since its version 5 and as it was before. */
  grid: ['.fc-timegrid', '.fc-timeGrid-view', '.fc'],
  gridColumn: ['.fc-timegrid-col[data-date]', '.fc-time-grid .fc-bg .fc-day[data-date]'],
  gridRow: ['.fc-timegrid-slot-lane[data-time]', '.fc-timegrid-slot[data-time]', '.fc-slats tr[data-time]'],
  gridEvent: ['.fc-timegrid-event', '.fc-time-grid-event'],
  gridEventStart: ['.fc-timegrid-event.fc-event-start', '.fc-time-grid-event.fc-start'],
  gridNow: ['.fc-timegrid-now-indicator-line', '.fc-time-grid .fc-now-indicator-line'],
  monthView: ['.fc-dayGridMonth-view', '.fc-month-view', '.fc-daygrid'],
  monthDay: ['.fc-daygrid-day[data-date]', '.fc-bg .fc-day[data-date]'],
  monthDayNumber: ['.fc-daygrid-day-number', '.fc-day-top .fc-day-number'],
  monthEvent: ['.fc-daygrid-event, .fc-daygrid-more-link', '.fc-day-grid-event, .fc-more'],
  /** Staff app > Calendars > Appointment List View. */
  appointmentList: ['.hr-table', '.n-data-table', 'main table', 'table', '[role="table"]', '[role="grid"]'],
  namedList: ['.hr-table', '.n-data-table'],
  appointmentRow: ['tbody tr', '[role="row"]'],
  appointmentCell: ['td', '[role="gridcell"], [role="cell"]'],
  /** Staff app > Calendars > New appointment, or a click on an appointment. */
  dialog: ['#book-appointment', '.bookAppointmentFormContainer', '.hr-modal', '.n-modal', '[role="dialog"]'],
  dialogSave: ['#save-appointment-button', '#modal-footer-btn-positive-action'],
  dialogDelete: ['#delete-appointment-button'],
  dialogDate: ['#date-picker-standard'],
  dialogSlot: ['#slot-picker-standard'],
  datePanel: ['.n-date-panel', '.hr-date-panel', '.vdpInnerWrap', '.vdpComponent'],
  dateCell: ['.n-date-panel-date', '.hr-date-panel-date', 'td.vdpCell'],
  dialogOption: ['.n-base-select-option', '.hr-base-select-option', '[role="option"]'],
  /** Until 2024 the calendar's pages sat in a frame of the staff app; that frame then runs its own overlay. */
  calendarFrame: ['iframe[name="calendar-app"]'],
} as const;

export type Sought = keyof typeof SELECTORS;

/** The first element by the first selector that finds one. */
export function find(what: Sought, within: ParentNode = document): HTMLElement | null {
  for (const selector of SELECTORS[what]) {
    const found = within.querySelector<HTMLElement>(selector);
    if (found) return found;
  }
  return null;
}

/** All elements by the first selector that finds any. */
export function findAll(what: Sought, within: ParentNode = document): HTMLElement[] {
  for (const selector of SELECTORS[what]) {
    const found = within.querySelectorAll<HTMLElement>(selector);
    if (found.length > 0) return [...found];
  }
  return [];
}

/** One selector for what any of them finds. */
export const anyOf = (what: Sought): string => SELECTORS[what].join(', ');

/** Whether one of the selectors means that element. */
export const isAny = (what: Sought, element: Element): boolean =>
  SELECTORS[what].some((selector) => element.matches(selector));
