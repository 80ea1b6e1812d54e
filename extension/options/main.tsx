import '../state/without-eval.ts';
import { render } from 'preact';
import browser from 'webextension-polyfill';
import { featuresOff } from '../state/features-off.ts';
import { openBridge, pairing } from '../state/pairing.ts';
import { browserSites } from '../state/sites.ts';
import { storedBookings } from '../state/stored-bookings.ts';
import { openOwnWindow } from '../ui/own-window.ts';
import { clientName, type UserAgentData } from '../welcome/client-name.ts';
import { speakOnPage } from '../words/speak-on-page.ts';
import { FeaturesSection } from './features-section.tsx';
import { Options } from './options.tsx';
import { readReport } from './read-report.ts';
import type { Ways } from './ways.ts';
import { WORDS } from './words.ts';

const ways: Ways = {
  openWelcome: () => void browser.tabs.create({ url: browser.runtime.getURL('welcome/index.html') }),
  openRepair: (connection) => void openOwnWindow('connect', { connection }),
  openPublicPages: (connection) => void openOwnWindow('public-pages', { connection }),
};

speakOnPage(WORDS.title);

// Another pairing is another bridge.
pairing.onChange(() => location.reload());

const client = await openBridge();
const about = {
  version: browser.runtime.getManifest().version,
  browser: clientName((navigator as { userAgentData?: UserAgentData }).userAgentData),
};
const makeReport = () => readReport({ client, kept: storedBookings, sites: browserSites.list, ...about });

render(
  <main class="options">
    <header class="head">
      <img src="../icons/48.png" alt="" width="40" height="40" />
      <div>
        <h1>{WORDS.title}</h1>
        <p class="secondary">{WORDS.intro}</p>
      </div>
    </header>
    <Options {...{ client, makeReport, ways }} sites={browserSites}>
      <FeaturesSection store={featuresOff} />
    </Options>
  </main>,
  document.body,
);
