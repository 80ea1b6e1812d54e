import { useId } from 'preact/hooks';
import type { Calendar, Settings } from '../../shared/contract/connection.ts';
import { CalendarDot } from '../ui/calendar-dot.tsx';
import { ownRule, ownRuleCount, RULES, withOwnRule } from './counting.ts';
import { COUNTING_WORDS as WORDS } from './counting-words.ts';
import { RuleChoice } from './rule-choice.tsx';

interface CountingProps {
  settings: Settings;
  /** The calendars that block time; others have no rules to speak of. */
  calendars: readonly Calendar[];
  onChange: (settings: Settings) => void;
}

/** How events count, for all calendars and for single ones; folded away, since what Apple marks is right for most. */
export function Counting({ settings, calendars, onChange }: CountingProps) {
  return (
    <details class="fold counting">
      <summary>{WORDS.title}</summary>
      <p class="secondary">{WORDS.means}</p>
      {RULES.map((rule) => (
        <RuleChoice
          key={rule}
          rule={rule}
          value={settings[rule]}
          onChange={(value) => onChange({ ...settings, [rule]: value })}
        />
      ))}
      {calendars.length > 0 && <Exceptions {...{ settings, calendars, onChange }} />}
      <Switch
        words={WORDS.showTitles}
        means={WORDS.showTitlesMeans}
        on={settings.showTitles}
        onChange={(showTitles) => onChange({ ...settings, showTitles })}
      />
      <Switch
        words={WORDS.several}
        means={WORDS.severalMeans}
        on={settings.accountInSeveralSubaccounts}
        onChange={(accountInSeveralSubaccounts) => onChange({ ...settings, accountInSeveralSubaccounts })}
      />
    </details>
  );
}

function Exceptions({ settings, calendars, onChange }: CountingProps) {
  return (
    <fieldset>
      <legend class="strong">{WORDS.exceptions}</legend>
      <p class="secondary">{WORDS.exceptionsMean}</p>
      {calendars.map(({ id, name, color }) => {
        const count = ownRuleCount(settings, id);
        return (
          <details key={id} class="fold exception">
            <summary>
              <CalendarDot color={color} />
              <span class="cut">{name}</span>
              {count > 0 && <span class="secondary">{WORDS.ownRules(count)}</span>}
            </summary>
            {RULES.map((rule) => (
              <RuleChoice
                key={rule}
                rule={rule}
                value={ownRule(settings, id, rule)}
                forAll={settings[rule]}
                onChange={(value) => onChange(withOwnRule(settings, id, rule, value))}
              />
            ))}
          </details>
        );
      })}
    </fieldset>
  );
}

interface SwitchProps {
  words: string;
  means: string;
  on: boolean;
  onChange: (on: boolean) => void;
}

function Switch({ words, means, on, onChange }: SwitchProps) {
  const id = useId();
  return (
    <div class="switch">
      <label class="choice">
        <input
          type="checkbox"
          checked={on}
          aria-describedby={id}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        {words}
      </label>
      <p id={id} class="secondary reason">
        {means}
      </p>
    </div>
  );
}
