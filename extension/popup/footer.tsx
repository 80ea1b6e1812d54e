import { Icon } from '../ui/icon.tsx';
import type { Situation } from './situation.ts';
import { WORDS } from './words.ts';

interface FooterProps {
  situation: Situation;
  checking: boolean;
  onCheck: () => void;
  onCalendars: () => void;
  onPause: () => void;
  onResume: () => void;
}

/** What can be done at any time. */
export function Footer({ situation, checking, onCheck, onCalendars, onPause, onResume }: FooterProps) {
  const paused = situation === 'paused';
  const cannotCheck =
    checking || ['bridge-unreachable', 'needs-password', 'not-configured', 'paused'].includes(situation);
  return (
    <footer class="foot">
      <button type="button" class="button quiet" disabled={cannotCheck} onClick={onCheck}>
        <Icon name="refresh" />
        {WORDS.checkNow}
      </button>
      <button type="button" class="button quiet" disabled={situation === 'bridge-unreachable'} onClick={onCalendars}>
        <Icon name="calendar" />
        {WORDS.calendars}
      </button>
      <button
        type="button"
        class="button quiet"
        disabled={['bridge-unreachable', 'not-configured', 'needs-password'].includes(situation)}
        onClick={paused ? onResume : onPause}
      >
        <Icon name={paused ? 'play' : 'pause'} />
        {paused ? WORDS.resume : WORDS.pause}
      </button>
    </footer>
  );
}
