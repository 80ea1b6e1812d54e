import { useId } from 'preact/hooks';
import type { Rule, RuleValue } from './counting.ts';
import { RULE_NAMES, RULE_OPTIONS } from './counting-words.ts';

interface RuleChoiceProps {
  rule: Rule;
  /** Undefined: the rule for all calendars holds. */
  value: RuleValue | undefined;
  /** The rule for all calendars, where this is an exception to it. */
  forAll?: RuleValue;
  onChange: (value: RuleValue | undefined) => void;
}

/** One rule with its choices; for a single calendar "As above" comes first. */
export function RuleChoice({ rule, value, forAll, onChange }: RuleChoiceProps) {
  const id = useId();
  const options = RULE_OPTIONS[rule];
  const above = options.find((option) => option.value === forAll);
  const choose = (picked: string) => onChange(options.find((option) => String(option.value) === picked)?.value);
  return (
    <div class="rule">
      <label for={id}>{RULE_NAMES[rule]}</label>
      <select
        id={id}
        class="input"
        name={rule}
        value={value === undefined ? '' : String(value)}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {above && <option value="">{above.asAbove}</option>}
        {options.map((option) => (
          <option key={String(option.value)} value={String(option.value)}>
            {option.words}
          </option>
        ))}
      </select>
    </div>
  );
}
