import '../state/without-eval.ts';
import { render } from 'preact';
import { openBridge } from '../state/pairing.ts';
import { say } from '../words/say.ts';
import { speakOnPage } from '../words/speak-on-page.ts';
import { PublicPages } from './public-pages.tsx';

speakOnPage(say('publicPagesWindowTitle'));
render(
  <PublicPages
    client={await openBridge()}
    connectionId={new URLSearchParams(location.search).get('connection')}
    copy={(text) => navigator.clipboard.writeText(text)}
    onClose={() => window.close()}
  />,
  document.body,
);
