import { useId } from 'preact/hooks';
import { browserTimeZone } from '../ui/day-and-time.ts';
import { WORDS } from './words.ts';

/** All zones this browser knows; the browser's own is among them even where the list leaves it out. */
function timeZones(): string[] {
  const known = Intl.supportedValuesOf('timeZone');
  const own = browserTimeZone();
  return known.includes(own) ? known : [own, ...known];
}

interface TimeZoneFieldProps {
  value: string;
  onChange: (timeZone: string) => void;
}

export function TimeZoneField({ value, onChange }: TimeZoneFieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{WORDS.timeZone}</label>
      <select
        id={id}
        class="input"
        name="time-zone"
        value={value}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {timeZones().map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll('_', ' ')}
          </option>
        ))}
      </select>
      <p id={`${id}-hint`} class="secondary">
        {WORDS.timeZoneHint}
      </p>
    </div>
  );
}
