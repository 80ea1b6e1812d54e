// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { gridZone, type ZoneEvidence } from '../../../extension/crm/grid-zone.ts';
import { zoneTold } from '../../../extension/crm/zone-told.ts';

const NEW_YORK = 'America/New_York';
const LOS_ANGELES = 'America/Los_Angeles';
const NOW = Date.UTC(2026, 10, 23, 15, 5);
const at = (hour: number) => ({ year: 2026, month: 11, day: 23, minutes: hour * 60 + 5 });
const found = (change: Partial<ZoneEvidence>) =>
  gridZone({ candidates: [NEW_YORK, LOS_ANGELES], before: null, indicator: null, now: NOW, isExact: true, ...change });
const agreeing = (zone: string, told: number) => (one: string) => ({
  drawn: told,
  told,
  agreeing: one === zone ? told : Math.ceil(told / 2),
});

describe('the zone that a calendar is shown in', () => {
  it('is one in which the line for now is right, or none', () => {
    expect(found({ indicator: at(10) })).toEqual({ zone: NEW_YORK, isBorneOut: true });
    expect(found({ indicator: at(7) })).toEqual({ zone: LOS_ANGELES, isBorneOut: true });
    expect(found({ indicator: at(16) })).toBeNull();
  });

  it('is the first that exists where nothing speaks for any, which bears it out no more than the others', () => {
    const candidates = [null, 'Nowhere/Land', 'Europe/Berlin', NEW_YORK];
    expect(found({ candidates })).toEqual({ zone: 'Europe/Berlin', isBorneOut: false });
  });

  it('stays the one that was borne out before while nothing is told, and no longer than that', () => {
    expect(found({ before: LOS_ANGELES })?.zone).toBe(LOS_ANGELES);
    expect(found({ before: LOS_ANGELES, indicator: at(10) })?.zone).toBe(NEW_YORK);
    // Of two zones the line is right in both, and in the one of before it is wrong.
    const both = { candidates: [NEW_YORK, 'America/Bogota'], indicator: at(10) };
    expect(found({ before: LOS_ANGELES, ...both })?.zone).toBe(NEW_YORK);
    expect(found({ before: 'America/Bogota', ...both })?.zone).toBe('America/Bogota');
    expect(found({ before: LOS_ANGELES, agreement: agreeing(NEW_YORK, 4) })?.zone).toBe(NEW_YORK);
    expect(found({ before: LOS_ANGELES, isExact: false, agreement: agreeing(NEW_YORK, 4) })?.zone).toBe(LOS_ANGELES);
    expect(found({ before: LOS_ANGELES, choose: () => null })?.zone).toBe(LOS_ANGELES);
  });

  it('is the one in which most appointments stand, though half of them would do in another by chance', () => {
    expect(found({ agreement: agreeing(LOS_ANGELES, 2) })).toEqual({ zone: LOS_ANGELES, isBorneOut: true });
  });

  it('is not borne out by a line that is right in several', () => {
    const indicator = at(10);
    expect(found({ candidates: [NEW_YORK, 'America/Bogota'], indicator })).toEqual({
      zone: NEW_YORK,
      isBorneOut: false,
    });
  });
});

describe('what else of a page tells its zone', () => {
  const ZONES = [NEW_YORK, LOS_ANGELES];
  function told(header: string, startTime: number | null) {
    document.body.innerHTML = `<main><header>${header}</header><div><div id="grid">${LOS_ANGELES}</div></div></main>`;
    const grid = document.querySelector('#grid');
    if (!grid) throw new Error('There is no grid.');
    const call = { method: 'POST', path: '/calendars/events/loc1/search/', at: NOW, asked: { startTime }, events: [] };
    return zoneTold(grid, ZONES, startTime === null ? [] : [call]);
  }

  it('is the one zone that it names above the calendar', () => {
    expect(told('GMT-08:00 America/Los_Angeles (PST)', null)).toBe(LOS_ANGELES);
    expect(told('America/Los_Angeles America/New_York', null)).toBe(NEW_YORK);
    expect(told('Calendars', null)).toBe(NEW_YORK);
  });

  it('gives reason to doubt where it asked for days of another zone', () => {
    expect(told('Calendars', Date.UTC(2026, 10, 29, 5))).toBe(NEW_YORK);
    expect(told('Calendars', Date.UTC(2026, 10, 29, 8))).toBeNull();
    expect(told('Calendars', Date.UTC(2026, 10, 29, 8, 30))).toBe(NEW_YORK);
    expect(told('America/New_York', Date.UTC(2026, 10, 29, 8))).toBe(NEW_YORK);
  });
});
