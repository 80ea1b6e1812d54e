import { element } from '../element.js';
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

/** Until 2024 the calendars' pages sat in a frame of the app; `?framed` shows them so. */
const FRAMED = /^calendars\//;
const FRAME = 'calendar-app';
const isInFrame = window.name === FRAME;
const isFraming = !isInFrame && new URLSearchParams(location.search).has('framed');

const app = document.getElementById('app');
let leave = () => {};
let pagesShown = 0;

/** Leaves the page that is shown and draws the next one into a fresh frame. */
async function draw(route) {
  pagesShown += 1;
  const own = pagesShown;
  leave();
  leave = () => {};
  const main = isInFrame ? drawBare(app) : drawLayout(app, route);
  const drawPage = isFraming && FRAMED.test(route.page) ? drawFrame : (PAGES[route.page] ?? drawElsewhere);
  const takeDown = (await drawPage(main, route)) ?? (() => {});
  // A page that was left before it was drawn is taken down as well: a calendar that is not is kept for ever.
  if (own === pagesShown) leave = takeDown;
  else takeDown();
}

function drawFrame(main) {
  const src = location.href.replace(/([?&])framed/, '$1inside');
  main.replaceChildren(element('iframe', { name: FRAME, class: 'calendar-app', src, title: 'Calendars' }));
}

/** Inside the frame there is no other frame around the page. */
function drawBare(app) {
  const main = element('main', { class: 'in-frame' });
  app.replaceChildren(main);
  return main;
}

dressUp();
publishAppUtils();
await startRouter(draw);
