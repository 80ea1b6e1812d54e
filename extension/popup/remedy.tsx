import type { Situation } from './situation.ts';
import { WORDS } from './words.ts';

interface RemedyProps {
  situation: Situation;
  onRepair: () => void;
  onCalendars: () => void;
  onResume: () => void;
}

/** The one thing to do in a situation that waits for the person; nothing in any other. */
export function Remedy({ situation, onRepair, onCalendars, onResume }: RemedyProps) {
  const remedies: Partial<Record<Situation, [string, () => void]>> = {
    'needs-password': [WORDS.newPassword, onRepair],
    'not-configured': [WORDS.chooseCalendars, onCalendars],
    paused: [WORDS.resume, onResume],
  };
  const remedy = remedies[situation];
  if (remedy === undefined) return null;
  const [words, act] = remedy;
  return (
    <button type="button" class="button primary" onClick={act}>
      {words}
    </button>
  );
}
