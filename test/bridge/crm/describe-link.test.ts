import { expect, test } from 'vitest';
import { describeLink, type LinkStanding } from '../../../bridge/crm/describe-link.ts';
import { failingAfter } from '../../../bridge/crm/link-trouble.ts';
import type { CrmAppointment } from '../../../bridge/domain/crm/highlevel.ts';
import { BridgeError } from '../../../bridge/errors/bridge-error.ts';
import { Crm } from '../../../shared/contract/crm.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const DAY = 86_400_000;
const UNREADABLE = { id: 'u', title: 'Ann', status: 'confirmed', when: { start: NOW + DAY, end: NOW + DAY } };
const UNFIT = { id: 'f', title: 'Ben', status: 'confirmed', start: NOW + 3 * DAY, end: NOW + 3 * DAY };

function described({ unreadable = [] as object[], unfit = [] as object[], failing = null as BridgeError | null }) {
  const link = {
    setup: {
      stopped: null,
      userId: 'u',
      userName: 'Ann',
      locationName: 'Oak',
      settings: { horizonDays: 60, titles: 'busy' },
    },
    paused: false,
    failing: failing && failingAfter(failing, null, NOW, 1),
    ledger: { blocks: [], leftOpen: [] },
    runs: { day: '2026-11-22', used: 0, lastGoodAt: null, lastPass: null },
    memory: {
      doubled: false,
      lookedAt: NOW,
      notTaken: { unfit: unfit as CrmAppointment[], skipped: 0 },
      appointments: { listed: [], unreadable },
    },
    limits: null,
    pending: 0,
    failed: 0,
    now: NOW,
  } as unknown as LinkStanding;
  return Crm.parse(describeLink(link));
}

test('appointments that cannot be read and such as no event can be made of are counted beside the sentences, with their days', () => {
  const both = described({ unreadable: [UNREADABLE], unfit: [UNFIT, { ...UNFIT, id: 'g' }] });
  expect(both).toMatchObject({
    partly: 'unreadable-appointments',
    stateDetail: expect.stringMatching(/^An appointment .* 2 appointments of the CRM \(2026-11-25\) have no length/),
    unreadableAppointments: { count: 1, days: ['2026-11-23'] },
    unfitAppointments: { count: 2, days: ['2026-11-25'] },
  });
  const one = described({ unfit: [UNFIT] });
  expect(one).toMatchObject({ partly: 'unfit-appointments', unfitAppointments: { count: 1, days: ['2026-11-25'] } });
  expect(one).not.toHaveProperty('unreadableAppointments');
  expect(described({})).not.toHaveProperty('unfitAppointments');
});

test('trouble of another kind is named by its code', () => {
  expect(described({ failing: new BridgeError('storage-failed') })).toMatchObject({
    state: 'partial',
    partly: 'trouble',
    stateCode: 'storage-failed',
  });
  expect(described({ failing: new BridgeError('crm-throttled') })).not.toHaveProperty('stateCode');
});
