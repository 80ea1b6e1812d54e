import {
  type Crm,
  type CrmBlocks,
  type CrmPreview,
  type CrmRequest,
  CrmSettings,
} from '../../../shared/contract/crm.ts';

/** What a bridge in memory knows of the CRM's own API. */
export interface CrmState {
  crm: Crm;
  preview: CrmPreview;
  /** Ours, as they stand in the CRM. */
  blocks: CrmBlocks['blocks'];
}

type Answer = { status: number; body?: unknown };
type Route = [string, RegExp, (match: RegExpMatchArray, body: Record<string, unknown>) => Answer];

export function crm(more: Partial<Crm> = {}): Crm {
  return {
    state: 'off',
    stateDetail: null,
    missingScopes: [],
    userId: null,
    userName: null,
    locationName: null,
    settings: { horizonDays: 60, titles: 'busy' },
    blocks: { standing: 0, pending: 0, failed: 0, leftOpen: 0 },
    doubled: false,
    limits: null,
    lastGoodAt: null,
    lastPass: null,
    ...more,
  };
}

/** As it stands an hour after it was turned on. */
export function crmOn(more: Partial<Crm> = {}): Crm {
  return crm({
    state: 'on',
    userId: 'user1',
    userName: 'Ann Lee',
    locationName: 'Acme Clinic',
    blocks: { standing: 12, pending: 0, failed: 0, leftOpen: 0 },
    limits: { dailyMax: 200_000, dailyRemaining: 199_640, budget: 20_000, used: 320 },
    lastGoodAt: new Date(Date.now() - 130_000).toISOString(),
    ...more,
  });
}

/** Three blocks in two days, which close three times in one calendar and one in another. */
export function previewFrom(day: string, nextDay: string, more: Partial<CrmPreview> = {}): CrmPreview {
  const block = (start: string, end: string) => ({ start, end, title: 'Busy · Slotbridge' });
  return {
    userId: 'user1',
    userName: 'Ann Lee',
    locationName: 'Acme Clinic',
    complete: true,
    blocks: [
      block(`${day}T09:00:00Z`, `${day}T10:00:00Z`),
      block(`${day}T12:30:00Z`, `${day}T13:15:00Z`),
      block(`${nextDay}T08:00:00Z`, `${nextDay}T16:00:00Z`),
    ],
    closes: [
      {
        calendarId: 'cal1',
        calendarName: '30-minute consultation',
        slots: [`${day}T09:00:00Z`, `${day}T09:30:00Z`, `${nextDay}T08:00:00Z`],
      },
      { calendarId: 'cal2', calendarName: 'Dental cleaning', slots: [`${day}T12:00:00Z`] },
      { calendarId: 'cal3', calendarName: 'Whitening', slots: [] },
    ],
    bookings: 2,
    ...more,
  };
}

export function crmState(more: Partial<CrmState> = {}): CrmState {
  return { crm: crm(), preview: previewFrom('2099-01-05', '2099-01-06'), blocks: [], ...more };
}

/** The bridge's routes about the CRM's own API. */
export function crmRoutes(state: CrmState): Route[] {
  const become = (next: Crm): Answer => {
    state.crm = next;
    return { status: 200, body: next };
  };
  const settingsWith = (change: object) => CrmSettings.parse({ ...state.crm.settings, ...change });
  const turnOn = (body: Partial<CrmRequest>) => {
    const settings = settingsWith(body.settings ?? {});
    state.blocks = state.preview.blocks.map((block, index) => ({ ...block, id: `b${index}` }));
    return become(crmOn({ settings, userId: body.userId ?? 'user1' }));
  };
  const remove = (dryRun: unknown): Answer => {
    const { blocks } = state;
    if (dryRun === false) state.blocks = [];
    return { status: 200, body: { blocks } };
  };
  return [
    ['GET', /\/crm$/, () => ({ status: 200, body: state.crm })],
    ['POST', /\/crm\/preview$/, () => ({ status: 200, body: state.preview })],
    ['PUT', /\/crm$/, (_, body) => turnOn(body)],
    ['PATCH', /\/crm$/, (_, body) => become({ ...state.crm, settings: settingsWith(body) })],
    ['POST', /\/crm\/run$/, () => become({ ...state.crm, lastGoodAt: new Date().toISOString() })],
    ['POST', /\/crm\/remove-blocks$/, (_, { dryRun }) => remove(dryRun)],
    [
      'DELETE',
      /\/crm$/,
      () => {
        state.crm = crm();
        return { status: 204 };
      },
    ],
  ];
}
