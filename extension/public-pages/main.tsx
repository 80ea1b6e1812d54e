import '../state/without-eval.ts';
import { render } from 'preact';
import { openBridge } from '../state/pairing.ts';
import { PublicPages } from './public-pages.tsx';

render(
  <PublicPages
    client={await openBridge()}
    connectionId={new URLSearchParams(location.search).get('connection')}
    copy={(text) => navigator.clipboard.writeText(text)}
    onClose={() => window.close()}
  />,
  document.body,
);
