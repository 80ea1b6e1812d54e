import { expect, it } from 'vitest';
import { atMost, offeredStarts } from '../../../extension/crm/page-hints.ts';
import { crmPage, isStaffPage } from '../../../extension/crm/routes.ts';

it.each([
  ['https://app.gohighlevel.com/v2/location/abc1/calendars/view', { kind: 'staff-calendar', locationId: 'abc1' }],
  ['https://app.msgsndr.com/v2/location/abc1/calendars/view?x=1', { kind: 'staff-calendar', locationId: 'abc1' }],
  ['https://app.gohighlevel.com/v2/location/abc1/calendars/appointments', { kind: 'appointments', locationId: 'abc1' }],
  ['https://app.leadconnectorhq.com/v2/location/abc1/settings/calendars', { kind: 'staff', locationId: 'abc1' }],
  [
    'https://app.gohighlevel.com/v2/location/abc1/settings/calendars/connections',
    { kind: 'connections', locationId: 'abc1' },
  ],
  [
    'https://app.gohighlevel.com/location/abc1/settings/calendars/connections/?look=new',
    { kind: 'connections', locationId: 'abc1' },
  ],
  [
    'https://app.gohighlevel.com/v2/location/abc1/settings/calendars/connections/new',
    { kind: 'staff', locationId: 'abc1' },
  ],
  ['https://app.gohighlevel.com/v2/settings/calendars/connections', { kind: 'staff', locationId: null }],
  ['https://app.gohighlevel.com/', { kind: 'staff', locationId: null }],
  ['https://api.leadconnectorhq.com/widget/booking/cal9', { kind: 'widget', calendar: 'cal9' }],
  ['https://link.msgsndr.com/widget/bookings/my-slug?a=b', { kind: 'widget', calendar: 'my-slug' }],
  ['https://link.msgsndr.com/widget/booking/caf%C3%A9', { kind: 'widget', calendar: 'café' }],
  ['https://link.msgsndr.com/widget/booking/%E0%A4%A', null],
  ['https://api.leadconnectorhq.com/widget/group/g1', { kind: 'widget', calendar: null }],
  ['https://link.msgsndr.com/widget/groups/my-team', { kind: 'widget', calendar: null }],
  ['https://link.msgsndr.com/widget/service-menu/m1', { kind: 'widget', calendar: null }],
  ['https://link.msgsndr.com/widget/form/f1', null],
  ['https://app.gohighlevel.com.evil.example/v2/location/abc1/calendars/view', null],
])('reads %s', (address, page) => {
  expect(crmPage(address)).toEqual(page);
});

it.each([
  ['https://crm.agency.example/v2/location/abc1/calendars/view', { kind: 'staff-calendar', locationId: 'abc1' }],
  ['https://crm.agency.example/widget/bookings/my-slug', { kind: 'widget', calendar: 'my-slug' }],
  ['https://crm.agency.example/widget/group/g1', { kind: 'widget', calendar: null }],
  ['https://crm.agency.example/', { kind: 'staff', locationId: null }],
  ['https://api.leadconnectorhq.com/v2/location/abc1/calendars/view', null],
])('reads %s on a site that the person added', (address, page) => {
  expect(crmPage(address, true)).toEqual(page);
  expect(isStaffPage(address)).toBe(page !== null && page.kind !== 'widget');
});

it('takes offered starts only in a zone that exists, and drops what is no time', () => {
  expect(offeredStarts({ timeZone: 'Nowhere/Land', starts: [] })).toBeNull();
  expect(offeredStarts({ timeZone: 'UTC', starts: 'x' })).toBeNull();
  const offered = offeredStarts({ timeZone: 'UTC', starts: ['2026-06-05T09:00:00+02:00', 'soon', 5] });
  expect([...(offered?.starts ?? [])]).toEqual([Date.UTC(2026, 5, 5, 7)]);
});

it('lets a page speak so often and no oftener', () => {
  let now = 0;
  const allowed = atMost(2, () => now);
  expect([allowed(), allowed(), allowed()]).toEqual([true, true, false]);
  now = 60_001;
  expect(allowed()).toBe(true);
});
