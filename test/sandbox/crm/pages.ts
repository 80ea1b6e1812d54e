import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import express, { type Response, type Router } from 'express';
import type { ApiParts } from './api-request.ts';
import type { Calendar, CrmState } from './model.ts';

const require = createRequire(import.meta.url);
const PAGES = fileURLToPath(new URL('./pages/', import.meta.url));
const FULLCALENDAR = require.resolve('fullcalendar').replace(/[^/\\]+$/, 'index.global.min.js');

/** The pages: a document and the script that draws it. */
const BOOKING = { html: 'booking.html', script: new URL('./pages/booking/booking.js', import.meta.url) };
const STAFF = { html: 'staff.html', script: new URL('./pages/staff/app.js', import.meta.url) };

/**
 * The customers' pages: `/widget/booking/{calendarId}` and `/widget/bookings/{slug}`; `/widget/group/{id}`,
 * `/widget/groups/{slug}` and `/widget/service-menu/{id}`, which offer every calendar of the first sub-account.
 */
export function widgetPages({ state, now }: ApiParts): Router {
  const routes = express.Router();
  const show = async (calendar: Calendar | undefined, response: Response) => {
    if (!calendar) return response.status(404).type('text').send('This calendar does not exist.');
    await sendPage(response, BOOKING, calendar.name, widgetBoot(state, calendar, now()));
  };
  routes.get('/widget/booking/:calendarId', (request, response) =>
    show(
      state.calendars.find(({ id }) => id === request.params.calendarId),
      response,
    ),
  );
  routes.get('/widget/bookings/:slug', (request, response) =>
    show(
      state.calendars.find(({ widgetSlug }) => widgetSlug === request.params.slug),
      response,
    ),
  );
  const several = ['/widget/group/:id', '/widget/groups/:slug', '/widget/service-menu/:id'];
  routes.get(several, (_request, response) => {
    const calendars = state.calendars.filter(({ locationId }) => locationId === state.locations[0]?.id);
    const boots = calendars.map((calendar) => widgetBoot(state, calendar, now()));
    return sendPage(response, BOOKING, 'Book with us', { ...boots[0], several: boots });
  });
  return routes.use(pageFiles());
}

/** The staff app: one document for every route under `/v2/`, which its own script then follows. */
export function staffPages({ state, now }: ApiParts): Router {
  const routes = express.Router();
  routes.get('/', (_request, response) => {
    response.redirect(`/v2/location/${state.locations[0]?.id}/calendars/view`);
  });
  routes.get('/v2/*route', (_request, response) =>
    sendPage(response, STAFF, 'HighLevel stand-in', {
      user: state.users.find(({ id }) => id === state.signedInUserId),
      users: state.users,
      locations: state.locations,
      now: now(),
    }),
  );
  return routes.use(pageFiles());
}

function pageFiles(): Router {
  const routes = express.Router();
  routes.get('/assets/fullcalendar.js', (_request, response) => response.sendFile(FULLCALENDAR));
  return routes.use('/assets', express.static(PAGES, { index: false, cacheControl: false }));
}

function widgetBoot(state: CrmState, calendar: Calendar, now: number) {
  const location = state.locations.find(({ id }) => id === calendar.locationId);
  const hosts = calendar.teamMembers.map((member) => state.users.find(({ id }) => id === member.userId)?.name);
  return {
    calendar: {
      id: calendar.id,
      name: calendar.name,
      description: calendar.description,
      slotDuration: calendar.slotDuration,
    },
    location: { name: location?.name, timezone: location?.timezone },
    hosts,
    now,
  };
}

/** A page under a strict policy: only scripts and styles with this answer's nonce, no other host than the API. */
async function sendPage(response: Response, page: typeof BOOKING, title: string, boot: object): Promise<void> {
  const nonce = randomBytes(16).toString('base64');
  const html = (await readFile(`${PAGES}${page.html}`, 'utf8'))
    .replaceAll('{{nonce}}', nonce)
    .replaceAll('{{title}}', escapeHtml(title))
    .replaceAll('{{script}}', page.script.href.replace(/^.*\/pages\//, '/assets/'))
    .replace('"{{boot}}"', () => JSON.stringify(boot).replaceAll('<', '\\u003c'));
  response.set('Content-Security-Policy', policy(nonce)).set('Cache-Control', 'no-store').type('html').send(html);
}

function policy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self' data:",
    "frame-src 'self'",
    'connect-src https://backend.leadconnectorhq.com',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
