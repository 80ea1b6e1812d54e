import { describe, expect, it } from 'vitest';
import { freeIsKnown, situationOf } from '../../../extension/popup/situation.ts';
import { maskedAccount, reportInWords, situationInWords } from '../../../extension/popup/words.ts';
import type { ConnectionStatus } from '../../../shared/contract/connection.ts';
import type { SyncReport } from '../../../shared/contract/sync.ts';
import { connection, NOTHING_BLOCKED } from '../ui/in-memory-bridge.ts';

const INCOMPLETE = { ...NOTHING_BLOCKED, complete: false };
const of = (status: ConnectionStatus, more: Partial<Parameters<typeof situationOf>[0]> = {}) =>
  situationOf({
    bridgeAnswers: true,
    connection: connection({ status }),
    blocked: NOTHING_BLOCKED,
    checking: false,
    ...more,
  });

describe('the situation', () => {
  it('follows the connection’s status', () => {
    expect(of('connected')).toBe('good');
    expect(of('needs-password')).toBe('needs-password');
    expect(of('paused')).toBe('paused');
    expect(of('throttled')).toBe('throttled');
    expect(of('unreachable')).toBe('unreachable');
    expect(of('syncing', { blocked: INCOMPLETE })).toBe('checking');
  });

  it('is not good while something is not known', () => {
    expect(of('connected', { blocked: INCOMPLETE })).toBe('not-known');
    const unreadable = { calendarId: 'work', reason: 'unreadable', since: '2026-11-23T06:00:00Z' };
    expect(of('connected', { blocked: { ...NOTHING_BLOCKED, unknown: [unreadable] } })).toBe('partly-known');
    expect(of('connected', { blocked: null })).toBe('checking');
  });

  it('is first of all that the bridge is gone', () => {
    expect(of('needs-password', { bridgeAnswers: false })).toBe('bridge-unreachable');
  });

  it('before anything was chosen is "not configured", whatever else is so', () => {
    const fresh = connection({ configured: false });
    expect(of('connected', { connection: fresh, blocked: null, checking: true })).toBe('not-configured');
  });
});

describe('whether free is known', () => {
  it.each([
    'bridge-unreachable',
    'needs-password',
    'not-configured',
    'paused',
    'throttled',
    'unreachable',
    'not-known',
  ] as const)('it is not while %s, even if the last picture was complete', (situation) => {
    expect(freeIsKnown(situation, NOTHING_BLOCKED)).toBe(false);
  });

  it('it is while all is good, and while checking only if the picture is complete', () => {
    expect(freeIsKnown('good', NOTHING_BLOCKED)).toBe(true);
    expect(freeIsKnown('checking', INCOMPLETE)).toBe(false);
    expect(freeIsKnown('checking', null)).toBe(false);
  });
});

describe('the words', () => {
  const now = Date.parse('2026-11-23T13:05:08Z');
  const told = { checkedAt: Date.parse('2026-11-23T13:05:00Z'), now, timeZone: 'Europe/Berlin', detail: '' };

  it('say how old the picture is, in the person’s zone', () => {
    expect(situationInWords('good', told)).toBe('All good. Checked 8 s ago.');
    expect(situationInWords('partly-known', told)).toBe('Checked 8 s ago. Some events couldn’t be read.');
    expect(situationInWords('unreachable', told)).toBe(
      'iCloud isn’t answering. Showing what we knew at 14:05. Trying again.',
    );
    expect(situationInWords('unreachable', { ...told, now: now + 86_400_000 })).toContain('at Mon 23 Nov, 14:05.');
    expect(situationInWords('unreachable', { ...told, checkedAt: null })).toContain('Nothing is known yet.');
  });

  it('tell what a check found', () => {
    const report: SyncReport = {
      startedAt: '2026-11-23T13:05:00Z',
      durationMs: 80,
      trigger: 'request',
      requests: 1,
      bytesReceived: 900,
      calendars: [],
    };
    const read = { calendarId: 'work', added: 1, updated: 2, removed: 1, mode: 'changes' } as const;
    expect(reportInWords(report)).toBe('Nothing new in your calendars.');
    expect(reportInWords({ ...report, calendars: [read] })).toBe('4 changes found.');
    expect(reportInWords({ ...report, error: 'iCloud asks us to wait.' })).toBe('iCloud asks us to wait.');
    expect(reportInWords({ ...report, calendars: [{ ...read, error: 'Work can’t be read.' }] })).toBe(
      'Work can’t be read.',
    );
  });

  it('show of an account what tells it from others', () => {
    expect(maskedAccount('ann.lee@icloud.com')).toBe('ann…@icloud.com');
    expect(maskedAccount('al@icloud.com')).toBe('al@icloud.com');
    expect(maskedAccount('ann')).toBe('ann');
  });
});
