import { useId } from 'preact/hooks';
import type { Calendar } from '../../shared/contract/connection.ts';
import { CalendarDot } from '../ui/calendar-dot.tsx';
import { unusableInWords } from '../words/bridge-words.ts';
import { blocksTime, type Choice, chooseLinked, setConflict } from './choice.ts';
import { kindInWords, WORDS } from './words.ts';

interface LinkedCalendarProps {
  calendars: readonly Calendar[];
  choice: Choice;
  onChange: (choice: Choice) => void;
}

/** Where new bookings go: one writable calendar, or none. Read-only ones are dimmed and say why. */
export function LinkedCalendar({ calendars, choice, onChange }: LinkedCalendarProps) {
  const group = useId();
  const choose = (id: string | null) => onChange(chooseLinked(choice, id));
  return (
    <fieldset>
      <legend class="card-title">{WORDS.linked}</legend>
      <p class="secondary">{WORDS.linkedMeans}</p>
      <div class="choices">
        <label class="choice">
          <input type="radio" name={group} checked={choice.linkedCalendarId === null} onChange={() => choose(null)} />
          {WORDS.none}
        </label>
        {calendars.map((calendar) => {
          const chosen = choice.linkedCalendarId === calendar.id;
          return (
            <div key={calendar.id}>
              <LinkChoice calendar={calendar} group={group} chosen={chosen} onChoose={() => choose(calendar.id)} />
              {chosen && <AlsoBlocks calendarId={calendar.id} choice={choice} onChange={onChange} />}
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}

interface LinkChoiceProps {
  calendar: Calendar;
  group: string;
  chosen: boolean;
  onChoose: () => void;
}

function LinkChoice({ calendar, group, chosen, onChoose }: LinkChoiceProps) {
  const reasonId = useId();
  const reason = calendar.canLink ? undefined : unusableInWords(calendar);
  return (
    <>
      <label class={calendar.canLink ? 'choice' : 'choice dimmed'}>
        <input
          type="radio"
          name={group}
          checked={chosen}
          disabled={!calendar.canLink}
          aria-describedby={reason && reasonId}
          onChange={onChoose}
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

function AlsoBlocks({ calendarId, choice, onChange }: Omit<LinkedCalendarProps, 'calendars'> & { calendarId: string }) {
  return (
    <label class="choice under">
      <input
        type="checkbox"
        name="also-blocks"
        checked={blocksTime(choice, calendarId)}
        onChange={(event) => onChange(setConflict(choice, calendarId, event.currentTarget.checked))}
      />
      {WORDS.alsoBlocks}
    </label>
  );
}
