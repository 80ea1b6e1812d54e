import { expect, test } from 'vitest';
import { isDoubled } from '../../../../bridge/domain/crm/doubled.ts';
import { busy, listed } from './crm-times.ts';

const BUSY = { title: 'Busy' };
const EVENTS = [busy(9, 10), busy(11, 12), busy(14, 15)];
const none = new Set<string>();

test('blocks at the very times of most events tell of the CRM’s own iCloud connection', () => {
  expect(isDoubled([listed('x', 9, 10, BUSY), listed('y', 14, 15, BUSY)], none, EVENTS)).toBe(true);
});

test('one alone does not, nor do two of many', () => {
  expect(isDoubled([listed('x', 9, 10, BUSY)], none, [busy(9, 10)])).toBe(false);
  const four = [...EVENTS, busy(16, 17)];
  expect(isDoubled([listed('x', 9, 10, BUSY), listed('y', 14, 15, BUSY)], none, four)).toBe(false);
  const three = [listed('x', 9, 10, BUSY), listed('y', 14, 15, BUSY), listed('z', 16, 17, BUSY)];
  expect(isDoubled(three, none, four)).toBe(true);
});

test('one alone, other times, deleted ones or our own do not', () => {
  expect(isDoubled([listed('x', 9, 10, BUSY)], none, EVENTS)).toBe(false);
  expect(isDoubled([listed('x', 9, 11, BUSY), listed('y', 13, 15, BUSY)], none, EVENTS)).toBe(false);
  expect(isDoubled([listed('x', 9, 10), listed('y', 14, 15)], none, EVENTS)).toBe(false);
  expect(isDoubled([listed('x', 9, 10, BUSY), listed('y', 14, 15, BUSY)], new Set(['x']), EVENTS)).toBe(false);
  const deleted = { ...BUSY, deleted: true };
  expect(isDoubled([listed('x', 9, 10, deleted), listed('y', 14, 15, deleted)], none, EVENTS)).toBe(false);
});
