import { defineConfig } from 'vitest/config';

const ZONES = ['UTC', 'America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'Pacific/Auckland', 'America/St_Johns'];
const PURE = ['test/shared/**/*.test.ts', 'test/bridge/domain/**/*.test.ts', 'test/bridge/icalendar/**/*.test.ts'];
/** Nothing here looks at a language or a page: what is loaded once is good for all. */
const BRIDGE = ['bridge', 'sandbox/highlevel', 'sandbox/icloud'].map((folder) => `test/${folder}/**/*.test.ts`);
const END_TO_END = ['test/e2e/**/*.test.ts'];
/** These wait for polls and time limits most of the time, so that they are in no other test's way. */
const WAITING = ['radicale', 'bookings-in-trouble', 'options-sites', 'status-page'].map(
  (name) => `test/e2e/${name}.test.ts`,
);

const jsx = { jsx: { runtime: 'automatic', importSource: 'preact' } } as const;

/** `expect.poll` gives up after a second if it is not told otherwise, and a busy computer may stand for as long. */
const LOOKING = { expect: { poll: { timeout: 10_000 } } } as const;

/** Most tests wait for servers, processes and timers rather than for the processor. */
const SIDE_BY_SIDE = { ...LOOKING, pool: 'forks', maxWorkers: 3, sequence: { groupOrder: 0 } } as const;

/**
 * Files share a process, which loads what they have in common once: so none may leave anything behind that the next one
 * meets, and hooks that several use belong in a function that each calls.
 */
const TOGETHER = { isolate: false } as const;

/** One browser at a time, and nothing else beside it. */
const ALONE = {
  ...LOOKING,
  pool: 'forks',
  maxWorkers: 1,
  fileParallelism: false,
  sequence: { groupOrder: 1 },
} as const;

const PATIENT = { testTimeout: 180_000, hookTimeout: 180_000 } as const;

export default defineConfig({
  oxc: jsx,
  test: {
    projects: [
      ...ZONES.map((zone) => ({
        oxc: jsx,
        test: {
          ...SIDE_BY_SIDE,
          ...TOGETHER,
          name: `pure ${zone}`,
          include: PURE,
          env: { TZ: zone },
          testTimeout: 60_000,
        },
      })),
      {
        oxc: jsx,
        test: {
          ...SIDE_BY_SIDE,
          ...TOGETHER,
          name: 'bridge',
          include: BRIDGE,
          exclude: PURE,
          globalSetup: ['test/sandbox/folder-for-builds.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        oxc: jsx,
        test: {
          ...SIDE_BY_SIDE,
          name: 'parts',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...PURE, ...BRIDGE, ...END_TO_END],
          setupFiles: ['test/extension/words/browser-words.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        oxc: jsx,
        test: { ...ALONE, ...PATIENT, name: 'end to end', include: END_TO_END, exclude: WAITING },
      },
      {
        oxc: jsx,
        test: { ...SIDE_BY_SIDE, ...PATIENT, name: 'end to end, waiting', include: WAITING },
      },
    ],
  },
});
