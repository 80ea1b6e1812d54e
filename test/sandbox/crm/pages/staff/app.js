import { dressUp } from '../look.js';
import { publishAppUtils } from './app-utils.js';
import { drawAppointments } from './appointments-list.js';
import { drawCalendarView } from './calendar-view.js';
import { drawConnections } from './connections.js';
import { drawLayout } from './layout.js';
import { startRouter } from './router.js';
import { drawCalendarSettings, drawElsewhere } from './settings.js';

const PAGES = {
  'calendars/view': drawCalendarView,
  'calendars/appointments': drawAppointments,
  'settings/calendars': drawCalendarSettings,
  'settings/calendars/connections': drawConnections,
};

const app = document.getElementById('app');
let leave = () => {};

/** Leaves the page that is shown and draws the next one into a fresh frame. */
async function draw(route) {
  leave();
  leave = () => {};
  const main = drawLayout(app, route);
  const drawPage = PAGES[route.page] ?? drawElsewhere;
  leave = (await drawPage(main, route)) ?? (() => {});
}

dressUp();
publishAppUtils();
await startRouter(draw);
