import type { ComponentChildren } from 'preact';
import type { BridgeClient } from '../bridge-client/client.ts';
import type { Sites } from '../state/sites.ts';
import { Notice, Spoken } from '../ui/notice.tsx';
import { useNow } from '../ui/use-now.ts';
import { AccountCard } from './account-card.tsx';
import type { AccountClient } from './account-settings.tsx';
import type { Report } from './report.ts';
import { ReportSection } from './report-section.tsx';
import { SitesSection } from './sites-section.tsx';
import { StorageSection } from './storage-section.tsx';
import { type AccountsClient, type AccountsView, useAccounts } from './use-accounts.ts';
import type { Ways } from './ways.ts';
import { WORDS } from './words.ts';

interface OptionsProps {
  client: AccountsClient & AccountClient & Pick<BridgeClient, 'port'>;
  sites: Sites;
  makeReport: () => Promise<Report>;
  ways: Ways;
  /** What can be set for the CRM's pages. */
  children?: ComponentChildren;
}

/** Everything that can be set, how it stands, and what is kept where. */
export function Options({ client, sites, makeReport, ways, children }: OptionsProps) {
  const { accounts, failure, lookAgain } = useAccounts(client);
  const now = useNow();
  return (
    <>
      <Trouble {...{ accounts, failure }} />
      {accounts?.map((account) => (
        <AccountCard key={account.connection.id} {...{ client, account, now, lookAgain, ways }} />
      ))}
      {children}
      <SitesSection sites={sites} />
      <StorageSection />
      <ReportSection makeReport={makeReport} />
      <ThisBrowser port={failure?.code === 'not-paired' ? null : client.port} ways={ways} />
    </>
  );
}

function Trouble({ accounts, failure }: AccountsView) {
  return (
    <Spoken>
      {accounts === null && failure === null && <p class="secondary">{WORDS.looking}</p>}
      {accounts?.length === 0 && <Notice tone="plain">{WORDS.noConnection}</Notice>}
      {failure && <Notice tone={failure.code === 'not-paired' ? 'plain' : 'failed'}>{failure.message}</Notice>}
    </Spoken>
  );
}

function ThisBrowser({ port, ways }: { port: number | null; ways: Ways }) {
  return (
    <section class="card stack" aria-labelledby="browser">
      <header>
        <h2 class="card-title" id="browser">
          {WORDS.browser}
        </h2>
        <p class="secondary">{port === null ? WORDS.notPaired : WORDS.pairedOn(port)}</p>
      </header>
      <div class="row actions">
        <button type="button" class="button" onClick={ways.openWelcome}>
          {WORDS.openSetUp}
        </button>
      </div>
    </section>
  );
}
