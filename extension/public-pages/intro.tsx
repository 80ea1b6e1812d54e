import { Icon } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';
import { Bottom } from './bottom.tsx';
import { WORDS } from './words.ts';

interface IntroProps {
  hasLinkedCalendar: boolean;
  onGoOn: () => void;
}

/** What it does, for whom, and that nothing happens unseen. */
export function Intro({ hasLinkedCalendar, onGoOn }: IntroProps) {
  return (
    <section class="stack">
      <p>{WORDS.why}</p>
      <ul class="means">
        {WORDS.means.map(({ icon, title, text }) => (
          <li key={title}>
            <Icon name={icon} />
            <div>
              <p class="strong">{title}</p>
              <p class="secondary">{text}</p>
            </div>
          </li>
        ))}
      </ul>
      {!hasLinkedCalendar && <Notice tone="plain">{WORDS.noLinked}</Notice>}
      <p class="secondary">{WORDS.dryRun}</p>
      <Bottom>
        <button type="button" class="button primary" onClick={onGoOn}>
          {WORDS.goOn}
        </button>
      </Bottom>
    </section>
  );
}
