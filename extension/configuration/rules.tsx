import type { Settings } from '../../shared/contract/connection.ts';
import { rulesInWords, WORDS } from './words.ts';

/** What the rules in force mean, folded away until somebody asks. */
export function Rules({ settings }: { settings: Settings }) {
  return (
    <details class="fold rules">
      <summary>
        {WORDS.rules} <span class="secondary">{WORDS.oneWay}</span>
      </summary>
      <ul>
        {rulesInWords(settings).map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
    </details>
  );
}
