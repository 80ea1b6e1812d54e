import { expect, it } from 'vitest';
import '../state/in-memory-browser.ts';
import { siteEntry } from '../../../extension/options/site-entry.ts';
import { SITE_FAULTS } from '../../../extension/options/words.ts';

const { addedAmong } = await import('../../../extension/state/sites.ts');

it.each([
  ['crm.agency.example', 'https://crm.agency.example'],
  ['  https://CRM.Agency.example/v2/location/abc/calendars/view?x=1#y ', 'https://crm.agency.example'],
  ['https://book.agency.example:8443/widget/booking/1', 'https://book.agency.example:8443'],
  ['crm.agency.example/v2', 'https://crm.agency.example'],
  ['münchen.example', 'https://xn--mnchen-3ya.example'],
])('takes the site of %s', (typed, origin) => {
  expect(siteEntry(typed, [])).toEqual({ ok: true, origin });
});

it.each([
  ['', 'empty'],
  ['   ', 'empty'],
  ['my crm', 'noAddress'],
  ['agency', 'noAddress'],
  ['https://', 'noAddress'],
  ['https://192.168.0.7/', 'noAddress'],
  ['https://[::1]/', 'noAddress'],
  ['https://localhost:8080', 'noAddress'],
  ['https://ann:secret@crm.agency.example', 'noAddress'],
  ['ftp://crm.agency.example', 'noAddress'],
  ['chrome://settings', 'noAddress'],
  ['javascript:alert(1)', 'noAddress'],
  ['http://crm.agency.example', 'insecure'],
  ['https://*.agency.example', 'star'],
  ['*', 'star'],
  ['app.gohighlevel.com', 'ownAlready'],
  ['https://link.msgsndr.com/widget/booking/1', 'ownAlready'],
  ['https://there.example/x', 'addedAlready'],
] as const)('says of "%s" why it can’t be added: %s', (typed, fault) => {
  expect(siteEntry(typed, ['https://there.example'])).toEqual({ ok: false, words: SITE_FAULTS[fault] });
});

it('knows the added sites among all that the extension may reach', () => {
  const reachable = [
    'http://127.0.0.1/*',
    'https://app.gohighlevel.com/*',
    'https://api.leadconnectorhq.com/widget/*',
    'https://link.msgsndr.com/*',
    'https://*/*',
    'https://*.wide.example/*',
    'https://z.example/*',
    'https://crm.agency.example/*',
  ];
  expect(addedAmong(reachable)).toEqual(['https://crm.agency.example', 'https://z.example']);
});
