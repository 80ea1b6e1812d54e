import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_IDS } from '../sandbox/crm/default-state.ts';
import { book, bookingWorld, iso, moveTo, openGrid, SECONDS, stamp, standing } from './booking-world.ts';
import { picture } from './world.ts';

const { page, world, connectionId, written, expectWritten, clearOut, link, said, expectSaid, stopBridge } =
  bookingWorld();

describe('what a hostile page makes up', () => {
  beforeEach(clearOut);

  const forge = (...details: unknown[]) =>
    page().evaluate((all) => {
      for (const detail of all) document.dispatchEvent(new CustomEvent('slotbridge:hint', { detail }));
    }, details);
  const hint = (more: object, events: unknown[] = []) =>
    JSON.stringify({
      kind: 'bookings',
      method: 'POST',
      path: '/calendars/events/appointments',
      at: Date.now(),
      asked: {},
      events,
      ...more,
    });
  const real = {
    ...({ id: 'forged' } as object),
    title: 'Forged',
    startTime: iso('11:00'),
    endTime: iso('11:30'),
    appointmentStatus: 'confirmed',
  };

  it('is dropped in every odd shape, and the page goes on', async () => {
    await openGrid(page());
    await forge(
      'not json',
      'null',
      '[]',
      '{"kind":"bookings"}',
      hint({ events: 'x' }),
      hint({ at: 'soon' }),
      hint({ at: 1e300 }),
      hint({ method: {} }),
      hint({ path: 'x'.repeat(10_000) }),
      hint({ asked: null }),
      hint({}, Array(51).fill(real)),
      hint({}, [{ ...real, assignedUserId: { $ne: null } }]),
      hint({}, [{ ...real, assignedUserId: DEFAULT_IDS.ben }]),
      hint({}, [{ ...real, assignedUserId: DEFAULT_IDS.ann, locationId: 'elsewhere' }]),
      hint({}, [{ ...real, id: '../../connections', assignedUserId: DEFAULT_IDS.ann }]),
      hint({}, [{ ...real, endTime: iso('10:00'), assignedUserId: DEFAULT_IDS.ann }]),
      hint({}, [{ ...real, startTime: '9999-99-99', assignedUserId: DEFAULT_IDS.ann }]),
      '{"kind":"bookings","x":"'.padEnd(400_000, 'x'),
    );
    await forge(...Array(300).fill('{}'));
    await page().waitForTimeout(1500);
    expect(await written()).toEqual([]);
    await page().reload();
    await openGrid(page());
    await book(page(), 'Honest', '11:00');
    await expectWritten(`${stamp('11:00')} Honest`);
  });

  it('gives it nothing to read', async () => {
    await openGrid(page());
    await page().evaluate(`
      window.heard = [];
      const { dispatchEvent } = EventTarget.prototype;
      EventTarget.prototype.dispatchEvent = function (event) {
        if (event.type.startsWith('slotbridge')) window.heard.push(event.type);
        return dispatchEvent.call(this, event);
      };
      window.addEventListener('message', ({ data }) => window.heard.push(JSON.stringify(data)));
    `);
    await forge(hint({}, [{ ...real, assignedUserId: DEFAULT_IDS.ann }]));
    await expectWritten(`${stamp('11:00')} Forged`);
    await page().waitForTimeout(1000);
    // Its own scripts' hints, which say what it knows already, and no answer to them.
    expect(await page().evaluate('[...new Set(window.heard)]')).toEqual(['slotbridge:hint']);
    expect(await page().evaluate('typeof chrome === "undefined" || chrome.runtime === undefined')).toBe(true);
  });
});

describe('when something is away', () => {
  beforeEach(clearOut);

  it('a booking is kept that is made as the service worker dies', async () => {
    await openGrid(page());
    await world().browser.killServiceWorker();
    await book(page(), 'Restless', '11:00');
    await expectWritten(`${stamp('11:00')} Restless`);
  });

  it('bookings wait for the bridge, through the end of the worker, and come once each in their newest state', async () => {
    await openGrid(page());
    const restart = await stopBridge();
    await book(page(), 'Patient', '11:00');
    await book(page(), 'Fickle', '12:00');
    await moveTo(page(), 'Fickle', '16:00');
    await expectSaid(/isn.t running.*add this booking/i);
    await world().browser.killServiceWorker();
    await restart();
    await vi.waitFor(
      async () => expect(await written()).toEqual([`${stamp('11:00')} Patient`, `${stamp('16:00')} Fickle`]),
      {
        timeout: 60_000,
        interval: 500,
      },
    );
  });
});

describe('a booking that was saved by a call nobody knows', () => {
  it('is said to have been missed', async () => {
    await clearOut();
    await page().route('**/v9/bookings', (route) =>
      route.fulfill({ json: {}, headers: { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' } }),
    );
    await openGrid(page());
    await page().evaluate(`
      const { open } = XMLHttpRequest.prototype;
      XMLHttpRequest.prototype.open = function (method, address, ...rest) {
        return open.call(this, method, address.replace(/calendars\\/events\\/appointments.*/, 'v9/bookings'), ...rest);
      };
    `);
    await book(page(), 'Unseen', '11:00');
    await expectSaid(/may have missed a booking/i);
    await picture(page(), 'missed-bookings');
  });

  it('is not said when the dialog is given up', async () => {
    await openGrid(page());
    await page().click('#new-appointment-button');
    await page().locator('#book-appointment').getByRole('button', { name: 'Cancel' }).click();
    await page().waitForTimeout(4000);
    expect(await said()).not.toMatch(/missed/i);
  });
});

describe('while no calendar is linked', () => {
  it('nothing is written, and the future ones are offered once one is', async () => {
    await clearOut();
    await link(null);
    world().crm.state.appointments.push(standing('Early', '10:00'));
    await openGrid(page());
    const popup = await world().browser.openExtensionPage('popup/index.html');
    const seen = () =>
      popup.evaluate('chrome.storage.local.get("seenAppointments").then((all) => JSON.stringify(all))');
    await vi.waitFor(async () => expect(await seen()).toContain('Early'), SECONDS);
    await link('Work');
    await page().waitForTimeout(1500);
    expect(await written()).toEqual([]);
    const message = { type: 'add-seen', connectionId: connectionId() };
    expect(await popup.evaluate(`chrome.runtime.sendMessage(${JSON.stringify(message)})`)).toBe(1);
    await expectWritten(`${stamp('10:00')} Early`);
    await popup.close();
  });
});
