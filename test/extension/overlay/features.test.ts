// @vitest-environment happy-dom
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { crmPage } from '../../../extension/crm/routes.ts';
import { FEATURE_WORDS } from '../../../extension/options/feature-words.ts';
import type { PageStage } from '../../../extension/overlay/feature.ts';
import { BOOKING_FEATURES, STAFF_FEATURES } from '../../../extension/overlay/features.ts';
import { nothingTold } from '../../../extension/overlay/told.ts';
import { ANYTHING } from '../../../extension/overlay/touched.ts';
import type { Reader } from '../../../extension/overlay/view.ts';
import { NOON } from './picture.ts';

const ROOT = process.cwd();
const FILES = readdirSync(`${ROOT}/extension/overlay/features`).map((file) => file.replace(/\.ts$/, ''));
const ROWS = [...readFileSync(`${ROOT}/README.md`, 'utf8').matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name);
const SECTIONS = readFileSync(`${ROOT}/docs/features.md`, 'utf8').split(/^### /m);
const FEATURES = [...new Set([...BOOKING_FEATURES, ...STAFF_FEATURES])];
const NAMES = FEATURES.map(({ name }) => name);
const fixture = (name: string) => readFileSync(`${ROOT}/test/extension/overlay/fixtures/${name}.html`, 'utf8');
const MARKING = [
  'booking-times',
  'week-and-day',
  'month-counts',
  'dialog-times',
  'appointments-list',
  'unreadable-calendar',
];

let life: AbortController;

beforeEach(() => {
  life = new AbortController();
  vi.spyOn(performance, 'now').mockReturnValue(60_000);
  HTMLElement.prototype.getBoundingClientRect = () => new DOMRect(10, 10, 100, 20);
});
afterEach(() => {
  life.abort();
  document.body.innerHTML = '';
  vi.restoreAllMocks();
});

it('every feature has a file of its own, an option and a row of the README, and none of these is without a feature', () => {
  const names = [...NAMES].sort();
  expect([...FILES].sort()).toEqual(names);
  expect(Object.keys(FEATURE_WORDS).sort()).toEqual(names);
  expect(ROWS.filter((row) => row !== undefined && (FILES.includes(row) || NAMES.includes(row))).sort()).toEqual(names);
});

describe.each(FEATURES.map((feature) => [feature.name, feature] as const))('%s', (name, feature) => {
  /** The stored page, with its address, as the feature meets it. */
  function meet() {
    const html = fixture(name);
    const page = crmPage(/<!-- (\S+) -->/.exec(html)?.[1] ?? '');
    if (!page) throw new Error('The stored page has no address of the CRM.');
    document.body.innerHTML = html;
    const readers: Reader[] = [];
    const hooks = { onMessage: vi.fn(), onCall: vi.fn(), onTold: vi.fn(), toast: vi.fn() };
    const told = { ...nothingTold(), userName: 'Ann Porter', locationZone: 'America/New_York' };
    const link = { say: vi.fn() };
    // A part of the code that never comes.
    const bring = vi.fn(() => new Promise(() => undefined));
    const stage = { page, told, link, bring, ...hooks, mark: (reader: Reader) => readers.push(reader) };
    return { page, stage: stage as unknown as PageStage, readers, told, hooks: { ...hooks, bring } };
  }

  it('runs on the page that is stored for it, and finds there what it is for', () => {
    const { page, stage, readers, told, hooks } = meet();
    expect(feature.runsOn(page)).toBe(true);
    feature.init(stage, life.signal);
    const read = () =>
      readers.flatMap((reader) => reader.read({ told, picture: null, now: NOON, touched: ANYTHING }) ?? []);
    // A page is given ten seconds to show what it is for.
    for (let second = 1; second < 10; second += 1) {
      vi.mocked(performance.now).mockReturnValue(60_000 + second * 1000);
      read();
    }
    vi.mocked(performance.now).mockReturnValue(70_000);
    const readings = read();
    const isHooked = [hooks.onMessage, hooks.onCall, hooks.onTold, hooks.bring].some(
      (hook) => hook.mock.calls.length > 0,
    );
    expect([readings.length, isHooked]).toEqual(MARKING.includes(name) ? [1, false] : [0, true]);
    expect(readers.map((reader) => reader.name)).toEqual(readers.map(() => name));
  });

  it('has a section of the docs with its picture, and how it is switched off by its name there', () => {
    const sections = SECTIONS.filter((section) => section.startsWith(`\`${name}\``));
    expect(sections).toEqual([expect.stringContaining(`](pictures/${name}.png)`)]);
    expect(sections[0]).toContain(`"${FEATURE_WORDS[name]?.title}"`);
    expect(existsSync(`${ROOT}/docs/pictures/${name}.png`)).toBe(true);
  });

  it('has words for its switch', () => {
    expect(FEATURE_WORDS[name]?.title.length).toBeGreaterThan(10);
  });
});
