import { Failure, read } from './api.js';
import { connectionCard } from './card.js';
import { element } from './element.js';
import { follow } from './live.js';
import { readReport } from './report.js';

/** News often come in pairs (a poll and its revision): one reading answers both. */
const SETTLE_MS = 300;

const byId = (id) => document.getElementById(id);

/** The part of the page for which the person gives a token. It lives in this closure alone, in no storage. */
export function startStatus({ onConnections }) {
  let token = null;
  let ids = [];
  let stopFollowing = null;
  let soon = 0;
  let reading = 0;

  const forget = () => {
    token = null;
    stopFollowing?.();
    stopFollowing = null;
    clearTimeout(soon);
    reading += 1;
    byId('connections').replaceChildren();
    showForm(true);
  };

  const refresh = async () => {
    clearTimeout(soon);
    if (token === null) return;
    const mine = ++reading;
    try {
      const { connections } = await read('/v1/connections', token);
      const now = Date.now();
      const reports = await Promise.all(connections.map((connection) => readReport(connection, token, now)));
      if (mine === reading) show(reports);
    } catch (failure) {
      if (!(failure instanceof Failure)) throw failure;
      if (mine !== reading) return;
      if (failure.unauthorized) forget();
      say(failure.message);
    }
  };

  const show = (reports) => {
    say('');
    showForm(false);
    draw(reports);
    onConnections(reports.map(({ connection }) => connection));
    followThese(reports.map(({ connection }) => connection.id));
  };

  /** One socket for as long as the connections are the same. */
  const followThese = (connectionIds) => {
    if (stopFollowing && connectionIds.join() === ids.join()) return;
    stopFollowing?.();
    ids = connectionIds;
    stopFollowing = follow({ token, connectionIds, onNews, onState: showLive });
  };

  const onNews = () => {
    clearTimeout(soon);
    soon = setTimeout(refresh, SETTLE_MS);
  };

  byId('token-form').addEventListener('submit', (event) => {
    event.preventDefault();
    token = byId('token').value.trim();
    byId('token').value = '';
    void refresh();
  });
  byId('refresh').addEventListener('click', () => void refresh());
  byId('forget').addEventListener('click', () => {
    forget();
    say('');
  });
}

function draw(reports) {
  const opened = new Set(
    [...document.querySelectorAll('.card:has(details[open])')].map((card) => card.dataset.connection),
  );
  const cards = reports.map((report) => connectionCard(report, opened.has(report.connection.id)));
  const none = element('p', 'card', 'Nothing is connected yet. Connect iCloud from the extension.');
  byId('connections').replaceChildren(...(cards.length > 0 ? cards : [none]));
}

function showForm(shown) {
  byId('token-form').hidden = !shown;
  byId('status-bar').hidden = shown;
}

function showLive(open) {
  byId('live').textContent = open ? 'Live' : 'Not live: press Refresh';
  byId('live').dataset.tone = open ? 'good' : 'unknown';
}

function say(words) {
  byId('status-problem').textContent = words;
  byId('status-problem').hidden = words === '';
}
