import { plainJson } from '../plain-text.js';
import { element, toned } from './element.js';
import { calendarTable, healthTable, slotTable, syncTable, unknownTable } from './tables.js';
import { moment, seconds, toneOf } from './words.js';

/** One connection with all that is known of it. `open` tells which foldable parts the person had opened. */
export function connectionCard(report, open) {
  const { connection, calendars, slots, health, syncs } = report;
  const card = element(
    'article',
    'card',
    element(
      'div',
      'row',
      element('h3', 'foreign', connection.appleId),
      toned(toneOf(connection.status), connection.status),
    ),
    ...(connection.statusDetail ? [element('p', '', connection.statusDetail)] : []),
    facts(report),
    ...shown('Blocked in the next 7 days', slots, (answer) => slotTable(answer, report)),
    ...shown('Not known', slots, (answer) => unknownTable(answer, report)),
    ...shown('Calendars', calendars, (answer) => calendarTable(answer, report)),
    ...shown('Health', health, (answer) => healthTable(answer, report)),
    ...shown('Last runs', syncs, (answer) => syncTable(answer, report)),
    rawJson(report, open),
  );
  card.dataset.connection = connection.id;
  return card;
}

function shown(heading, { answer, problem }, show) {
  return [element('h4', '', heading), problem === undefined ? show(answer) : element('p', 'problem', problem)];
}

function facts({ connection, slots, health }) {
  const at = (instant) => moment(instant, connection.timeZone);
  const pairs = [
    ['User', connection.userName ?? connection.userId],
    ['Sub-account', connection.locationName ?? connection.locationId],
    ['Server', connection.serverUrl],
    ['Time zone', connection.timeZone],
    ['Last synced', at(connection.lastSyncedAt)],
    ...(slots.answer
      ? [['Checked', `${at(slots.answer.checkedAt)}${slots.answer.complete ? '' : ', not complete'}`]]
      : []),
    ...(health.answer ? healthFacts(health.answer) : []),
  ];
  return element('dl', '', ...pairs.flatMap(([term, value]) => [element('dt', '', term), element('dd', '', value)]));
}

function healthFacts({ freshness, requests, outbox }) {
  return [
    [
      'Until a change is seen',
      `${seconds(freshness.p50Ms)} half the time, ${seconds(freshness.p95Ms)} mostly (${freshness.samples} seen)`,
    ],
    ['Requests in the last hour', String(requests.lastHour)],
    ['Bookings to be added', `${outbox.queued} waiting, ${outbox.failed} failed`],
  ];
}

function rawJson(report, open) {
  const text = document.createElement('pre');
  text.tabIndex = 0;
  text.textContent = plainJson(report);
  const details = element('details', '', element('summary', '', 'Raw JSON'), text);
  details.open = open;
  return details;
}
