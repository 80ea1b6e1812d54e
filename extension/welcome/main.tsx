import '../state/without-eval.ts';
import { render } from 'preact';
import { pairing } from '../state/pairing.ts';
import { confirmSighting, sightings } from '../state/sightings.ts';
import { storedBookings } from '../state/stored-bookings.ts';
import { openOwnWindow } from '../ui/own-window.ts';
import { speakOnPage } from '../words/speak-on-page.ts';
import { clientName, type UserAgentData } from './client-name.ts';
import { createRoad } from './road.ts';
import { Welcome } from './welcome.tsx';
import { WORDS } from './words.ts';

const agent = (navigator as { userAgentData?: UserAgentData }).userAgentData;
const road = createRoad({ pairing, sightings, confirm: confirmSighting, clientName: clientName(agent) });

speakOnPage(WORDS.title);
render(
  <main class="welcome">
    <header>
      <img src="../icons/48.png" alt="" width="40" height="40" />
      <div>
        <h1>{WORDS.title}</h1>
        <p class="secondary">{WORDS.intro}</p>
      </div>
    </header>
    <Welcome
      road={road}
      kept={storedBookings}
      onPublicPages={(connection) => void openOwnWindow('public-pages', { connection })}
    />
  </main>,
  document.body,
);
