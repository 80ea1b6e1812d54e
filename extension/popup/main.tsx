import '../state/without-eval.ts';
import { render } from 'preact';
import browser from 'webextension-polyfill';
import { cardPlace } from '../state/card-place.ts';
import { declinedQuestions } from '../state/declined-questions.ts';
import { hiddenTitles } from '../state/hidden-titles.ts';
import { unreadPages } from '../state/page-health.ts';
import { openBridge } from '../state/pairing.ts';
import { sightings } from '../state/sightings.ts';
import { storedBookings } from '../state/stored-bookings.ts';
import { openOwnWindow } from '../ui/own-window.ts';
import { say } from '../words/say.ts';
import { speakOnPage } from '../words/speak-on-page.ts';
import { Popup } from './popup.tsx';
import type { Ways } from './ways.ts';

const page = (path: string) => browser.runtime.getURL(path);

const ways: Ways = {
  openWelcome: () => void browser.tabs.create({ url: page('welcome/index.html') }).then(() => window.close()),
  openRepair: (id) => void openOwnWindow('connect', { connection: id }).then(() => window.close()),
  openPublicPages: (id) => void openOwnWindow('public-pages', { connection: id }).then(() => window.close()),
};

const seen = ((await sightings.read()) ?? []).filter(({ confirmed }) => confirmed);
const cardMissing = (await cardPlace.read())?.found === false;
speakOnPage(say('manifestName'));
render(
  <Popup
    client={await openBridge()}
    kept={storedBookings}
    declined={declinedQuestions}
    cardMissing={cardMissing}
    titlesHidden={(await hiddenTitles.read()) ?? false}
    unread={(await unreadPages.read()) ?? []}
    seen={seen}
    ways={ways}
  />,
  document.body,
);
