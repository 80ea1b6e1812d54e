import { describe, expect, it } from 'vitest';
import { createNewsUnderWay } from '../../../extension/background/news-under-way.ts';
import type { Written } from '../../../shared/contract/appointments.ts';

const written = (state: Written['state'], updatedAt: string): Written => ({
  appointmentId: 'a1',
  state,
  attempts: 0,
  updatedAt,
});
const QUEUED = written('queued', '2026-11-22T12:00:00.100Z');
const WRITTEN = written('written', '2026-11-22T12:00:00.300Z');

describe('news of a booking', () => {
  it('is told at once while the booking is not being handed over', () => {
    const news = createNewsUnderWay();
    expect(news.holds('c1 a1', WRITTEN)).toBe(false);
    news.begin('c1 a2');
    expect(news.holds('c1 a1', WRITTEN)).toBe(false);
  });

  it('waits for the answer to the booking, and is told in its place when it is newer', () => {
    const news = createNewsUnderWay();
    news.begin('c1 a1');
    expect(news.holds('c1 a1', WRITTEN)).toBe(true);
    expect(news.end('c1 a1', QUEUED)).toBe(WRITTEN);
    expect(news.holds('c1 a1', WRITTEN)).toBe(false);
  });

  it('that is older than the answer is not told', () => {
    const news = createNewsUnderWay();
    news.begin('c1 a1');
    news.holds('c1 a1', QUEUED);
    expect(news.end('c1 a1', WRITTEN)).toBe(WRITTEN);
  });

  it('is told although no answer came', () => {
    const news = createNewsUnderWay();
    news.begin('c1 a1');
    news.holds('c1 a1', WRITTEN);
    expect(news.end('c1 a1', null)).toBe(WRITTEN);
  });

  it('of an earlier handing over is not told again with the next', () => {
    const news = createNewsUnderWay();
    news.begin('c1 a1');
    news.holds('c1 a1', WRITTEN);
    news.end('c1 a1', null);
    news.begin('c1 a1');
    expect(news.end('c1 a1', null)).toBeNull();
    expect(news.end('c1 a1', QUEUED)).toBe(QUEUED);
  });
});
