import { defineConfig } from 'vitest/config';

const ZONES = ['UTC', 'America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'Pacific/Auckland', 'America/St_Johns'];
const PURE = ['test/shared/**/*.test.ts', 'test/bridge/domain/**/*.test.ts', 'test/bridge/icalendar/**/*.test.ts'];
const END_TO_END = ['test/e2e/**/*.test.ts'];

const jsx = { jsx: { runtime: 'automatic', importSource: 'preact' } } as const;

export default defineConfig({
  oxc: jsx,
  test: {
    pool: 'forks',
    projects: [
      ...ZONES.map((zone) => ({
        oxc: jsx,
        test: { name: `pure ${zone}`, include: PURE, pool: 'forks' as const, env: { TZ: zone } },
      })),
      {
        oxc: jsx,
        test: {
          name: 'parts',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...PURE, ...END_TO_END],
          pool: 'forks' as const,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        oxc: jsx,
        test: {
          name: 'end to end',
          include: END_TO_END,
          pool: 'forks' as const,
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
