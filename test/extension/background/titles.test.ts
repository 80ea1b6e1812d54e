import '../state/in-memory-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { View } from '../../../extension/background/messages.ts';
import { asShown, isTheirBrowser, toggleTitles } from '../../../extension/background/titles.ts';
import { hiddenTitles } from '../../../extension/state/hidden-titles.ts';
import { DEFAULT_SETTINGS } from '../../../shared/contract/connection.ts';
import { connection } from '../ui/in-memory-bridge.ts';

const GRID: View = { kind: 'staff-grid', locationId: 'loc1', from: 0, to: 1 };
const WIDGET: View = { kind: 'widget', calendar: 'cal1', from: 0, to: 1 };
const ANN = { locationId: 'loc1', userId: 'user1' };
const BEN = { locationId: 'loc1', userId: 'user2' };
const own = connection({ settings: { ...DEFAULT_SETTINGS, showTitles: true } });
const hasTitles = async (view: View, staffUser: typeof ANN | null, seenUsers: (typeof ANN)[]) =>
  (await asShown(own, view, { staffUser, seenUsers })).settings.showTitles;

beforeEach(() => hiddenTitles.clear());

describe('titles on a browser that several users of the CRM share', () => {
  it('are shown in the staff app to their own user alone', () => {
    expect(isTheirBrowser(own, GRID, { staffUser: ANN, seenUsers: [BEN] })).toBe(true);
    expect(isTheirBrowser(own, GRID, { staffUser: BEN, seenUsers: [ANN] })).toBe(false);
    expect(isTheirBrowser(own, GRID, { staffUser: { ...ANN, locationId: 'loc2' }, seenUsers: [ANN] })).toBe(false);
  });

  it('are shown on a booking page to whom the staff app was last used by', () => {
    expect(isTheirBrowser(own, WIDGET, { staffUser: null, seenUsers: [ANN, BEN] })).toBe(true);
    expect(isTheirBrowser(own, WIDGET, { staffUser: null, seenUsers: [BEN, ANN] })).toBe(false);
    expect(isTheirBrowser(own, WIDGET, { staffUser: null, seenUsers: [] })).toBe(false);
  });
});

describe('one key', () => {
  it('hides all titles, and shows them again', async () => {
    expect(await hasTitles(GRID, ANN, [])).toBe(true);
    expect(await toggleTitles()).toBe(true);
    expect([await hasTitles(GRID, ANN, []), await hasTitles(WIDGET, null, [ANN])]).toEqual([false, false]);
    expect(await toggleTitles()).toBe(false);
    expect(await hasTitles(WIDGET, null, [ANN])).toBe(true);
  });

  it('shows none to whom the person never wanted them shown', async () => {
    const silent = connection();
    expect((await asShown(silent, GRID, { staffUser: ANN, seenUsers: [] })).settings.showTitles).toBe(false);
  });
});
