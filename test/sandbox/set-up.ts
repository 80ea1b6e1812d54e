import type { Page } from 'playwright-core';
import type { RunningBridge } from '../../bridge/app/run.ts';
import type { RunningBrowser } from './browser.ts';

export interface Account {
  readonly user: string;
  readonly password: string;
  /** For another server than the bridge's own default. */
  readonly serverUrl?: string;
}

export interface SetUp {
  readonly browser: RunningBrowser;
  readonly bridge: Pick<RunningBridge, 'port' | 'pairing'>;
  readonly account: Account;
  readonly staffAddress: string;
  /** Called with each step's name when the page shows it done. */
  readonly onStep?: (step: string, page: Page) => Promise<void> | void;
  /** The names of conflict calendars; left out: what the form has ticked. */
  readonly conflicts?: readonly string[];
  /** The name of the calendar that new bookings are added to; left out: none. */
  readonly linked?: string;
}

/** Goes through the welcome page as a person does, from nothing to calendars chosen. Gives that page. */
export async function setUp({
  browser,
  bridge,
  account,
  staffAddress,
  onStep,
  conflicts,
  linked,
}: SetUp): Promise<Page> {
  const welcome = await browser.openExtensionPage('welcome/index.html');
  await onStep?.('start', welcome);
  await findBridge(welcome, bridge.port);
  await welcome.getByLabel('Pairing code').fill(bridge.pairing.open().code);
  await onStep?.('pair', welcome);
  await welcome.getByRole('button', { name: 'Pair', exact: true }).click();
  const staff = await browser.context.newPage();
  await staff.goto(staffAddress);
  await welcome.bringToFront();
  await welcome
    .getByRole('button', { name: /^This is me/ })
    .first()
    .click();
  await onStep?.('account', welcome);
  await connectAccount(welcome, account);
  await welcome.getByText('Conflict calendars').first().waitFor();
  // On a busy computer the page tells later than it is seen whose its booking pages are.
  await staff.waitForLoadState('networkidle');
  await staff.close();
  await onStep?.('calendars', welcome);
  if (linked !== undefined) await link(welcome, linked);
  if (conflicts) await tickOnly(welcome, conflicts);
  await welcome.getByRole('button', { name: 'Save' }).click();
  await welcome.getByText('All set').waitFor();
  await onStep?.('done', welcome);
  return welcome;
}

/** Another bridge may answer on the usual port: the one meant is named by its own. */
async function findBridge(welcome: Page, port: number): Promise<void> {
  await welcome.getByText('It runs on another port').click();
  await welcome.getByLabel('Port', { exact: true }).fill(String(port));
  await welcome.getByRole('button', { name: 'Use this port' }).click();
  await welcome.getByLabel('Pairing code').waitFor();
}

async function connectAccount(welcome: Page, { user, password, serverUrl }: Account): Promise<void> {
  if (serverUrl !== undefined) {
    await welcome.getByLabel('Connect to a calendar server other than iCloud').check();
    await welcome.getByLabel('Server address').fill(serverUrl);
  }
  await welcome.locator('input[name="account"]').fill(user);
  await welcome.locator('input[type="password"]').fill(password);
  await welcome.getByRole('button', { name: 'Connect', exact: true }).click();
}

async function link(welcome: Page, name: string): Promise<void> {
  const choices = welcome.getByRole('group', { name: 'Linked calendar' });
  await choices.getByRole('radio', { name }).check();
}

async function tickOnly(welcome: Page, names: readonly string[]): Promise<void> {
  const boxes = welcome.getByRole('group', { name: 'Conflict calendars' }).getByRole('checkbox');
  for (const box of await boxes.all()) {
    if (!(await box.isEnabled())) continue;
    const label = (await box.evaluate((input: HTMLInputElement) => input.labels?.[0]?.textContent)) ?? '';
    await box.setChecked(names.some((name) => label.includes(name)));
  }
}
