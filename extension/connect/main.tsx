import '../state/without-eval.ts';
import { render } from 'preact';
import browser from 'webextension-polyfill';
import { openBridge } from '../state/pairing.ts';
import { confirmSighting, sightings } from '../state/sightings.ts';
import { say } from '../words/say.ts';
import { speakOnPage } from '../words/speak-on-page.ts';
import { ConnectWindow } from './connect-window.tsx';
import { errandOf } from './errand.ts';

const client = await openBridge();
const errand = errandOf(location.search, (await sightings.read()) ?? []);

speakOnPage(say('connectWindowTitle'));
render(
  <ConnectWindow
    client={client}
    errand={errand}
    onClose={() => window.close()}
    onConfirm={confirmSighting}
    onOpenWelcome={() => void browser.tabs.create({ url: browser.runtime.getURL('welcome/index.html') })}
  />,
  document.body,
);
