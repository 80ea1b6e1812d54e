import { useId } from 'preact/hooks';
import type { Calendar } from '../../shared/contract/connection.ts';
import { CalendarDot } from '../ui/calendar-dot.tsx';
import { Notice, Spoken } from '../ui/notice.tsx';
import { blocksTime, type Choice, setConflict } from './choice.ts';
import { kindInWords, WORDS } from './words.ts';

interface ConflictCalendarsProps {
  calendars: readonly Calendar[];
  choice: Choice;
  /** True before anything was saved: what is ticked was ticked for the person and waits for a yes. */
  preselected: boolean;
  onChange: (choice: Choice) => void;
}

/** Whose busy events block the slots. */
export function ConflictCalendars({ calendars, choice, preselected, onChange }: ConflictCalendarsProps) {
  return (
    <fieldset>
      <legend class="card-title">{WORDS.conflict}</legend>
      <p class="secondary">{WORDS.conflictMeans}</p>
      {preselected && <p class="secondary">{WORDS.confirmPreselected}</p>}
      <div class="choices">
        {calendars.map((calendar) => (
          <ConflictChoice
            key={calendar.id}
            calendar={calendar}
            ticked={blocksTime(choice, calendar.id)}
            onTick={(on) => onChange(setConflict(choice, calendar.id, on))}
          />
        ))}
      </div>
      <Spoken>{choice.conflictCalendarIds.length === 0 && <Notice tone="unknown">{WORDS.noConflicts}</Notice>}</Spoken>
    </fieldset>
  );
}

interface ConflictChoiceProps {
  calendar: Calendar;
  ticked: boolean;
  onTick: (on: boolean) => void;
}

function ConflictChoice({ calendar, ticked, onTick }: ConflictChoiceProps) {
  const reasonId = useId();
  const reason = calendar.canConflict ? undefined : calendar.reason;
  return (
    <>
      <label class={calendar.canConflict ? 'choice' : 'choice dimmed'}>
        <input
          type="checkbox"
          name="conflict"
          checked={ticked}
          disabled={!calendar.canConflict}
          aria-describedby={reason && reasonId}
          onChange={(event) => onTick(event.currentTarget.checked)}
        />
        <CalendarDot color={calendar.color} />
        <span class="spread cut">{calendar.name}</span>
        <span class="secondary">{kindInWords(calendar)}</span>
      </label>
      {reason && (
        <p id={reasonId} class="secondary reason">
          {reason}
        </p>
      )}
    </>
  );
}
