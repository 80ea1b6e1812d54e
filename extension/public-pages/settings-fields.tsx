import { useId } from 'preact/hooks';
import type { CrmSettings } from '../../shared/contract/crm.ts';
import { WORDS } from './words.ts';

const HORIZONS = [14, 30, 60, 90, 180, 365];

interface SettingsFieldsProps {
  settings: CrmSettings;
  onChange: (settings: CrmSettings) => void;
}

/** How far ahead blocks are made, and what colleagues read on them. */
export function SettingsFields({ settings, onChange }: SettingsFieldsProps) {
  return (
    <>
      <Horizon days={settings.horizonDays} onChange={(horizonDays) => onChange({ ...settings, horizonDays })} />
      <fieldset>
        <legend class="strong">{WORDS.titles}</legend>
        <Title
          words={WORDS.busyTitles}
          means={WORDS.busyMeans}
          on={settings.titles === 'busy'}
          onChoose={() => onChange({ ...settings, titles: 'busy' })}
        />
        <Title
          words={WORDS.eventTitles}
          means={WORDS.eventMeans}
          on={settings.titles === 'event'}
          onChoose={() => onChange({ ...settings, titles: 'event' })}
        />
      </fieldset>
    </>
  );
}

function Horizon({ days, onChange }: { days: number; onChange: (days: number) => void }) {
  const id = useId();
  const choices = HORIZONS.includes(days) ? HORIZONS : [...HORIZONS, days].sort((a, b) => a - b);
  return (
    <div class="field">
      <label for={id} class="strong">
        {WORDS.horizon}
      </label>
      <select
        id={id}
        class="input"
        value={days}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(Number(event.currentTarget.value))}
      >
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {WORDS.days(choice)}
          </option>
        ))}
      </select>
      <p id={`${id}-hint`} class="secondary">
        {WORDS.horizonHint}
      </p>
    </div>
  );
}

interface TitleProps {
  words: string;
  means: string;
  on: boolean;
  onChoose: () => void;
}

function Title({ words, means, on, onChoose }: TitleProps) {
  const id = useId();
  return (
    <div class="title-choice">
      <label class="choice">
        <input type="radio" name="titles" checked={on} aria-describedby={id} onChange={onChoose} />
        {words}
      </label>
      <p id={id} class="secondary reason">
        {means}
      </p>
    </div>
  );
}
