import type { RefObject } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import type { Calendar } from '../../shared/contract/connection.ts';
import { CalendarDot } from '../ui/calendar-dot.tsx';
import { Notice, Spoken } from '../ui/notice.tsx';
import { unusableInWords } from '../words/bridge-words.ts';
import { AddSubscription } from './add-subscription.tsx';
import { blocksTime, type Choice, setConflict } from './choice.ts';
import { Removable } from './remove-subscription.tsx';
import { SUBSCRIPTION_WORDS } from './subscription-words.ts';
import type { Subscriptions } from './subscriptions.ts';
import { kindInWords, WORDS } from './words.ts';

interface ConflictCalendarsProps {
  calendars: readonly Calendar[];
  choice: Choice;
  /** True before anything was saved: what is ticked was ticked for the person and waits for a yes. */
  preselected: boolean;
  subscriptions: Subscriptions;
  /** Where nothing may be typed: opens a window in which a subscription is added. */
  onAddElsewhere: (() => void) | undefined;
  onChange: (choice: Choice) => void;
}

/** Whose busy events block the slots. */
export function ConflictCalendars(props: ConflictCalendarsProps) {
  const { calendars, choice, preselected, subscriptions, onAddElsewhere, onChange } = props;
  const adding = useRef<HTMLElement>(null);
  const [removed, setRemoved] = useState<Calendar | null>(null);
  const isGone = removed !== null && !calendars.some(({ id }) => id === removed.id);
  const remove = async (calendar: Calendar) => {
    await subscriptions.remove(calendar);
    setRemoved(calendar);
    adding.current?.focus();
  };
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
            remove={remove}
            onTick={(on) => onChange(setConflict(choice, calendar.id, on))}
          />
        ))}
      </div>
      <Spoken>{isGone && <p class="secondary">{SUBSCRIPTION_WORDS.removed(removed.name)}</p>}</Spoken>
      {onAddElsewhere ? (
        <AddElsewhere onOpen={onAddElsewhere} opener={adding} />
      ) : (
        <AddSubscription subscriptions={subscriptions} opener={adding} />
      )}
      <Spoken>{choice.conflictCalendarIds.length === 0 && <Notice tone="unknown">{WORDS.noConflicts}</Notice>}</Spoken>
    </fieldset>
  );
}

function AddElsewhere({ onOpen, opener }: { onOpen: () => void; opener: RefObject<HTMLElement | null> }) {
  return (
    <button
      type="button"
      class="link-button"
      ref={opener as RefObject<HTMLButtonElement>}
      onClick={(event) => event.isTrusted && onOpen()}
    >
      {SUBSCRIPTION_WORDS.openElsewhere}
    </button>
  );
}

interface ConflictChoiceProps {
  calendar: Calendar;
  ticked: boolean;
  remove: (calendar: Calendar) => Promise<void>;
  onTick: (on: boolean) => void;
}

function ConflictChoice({ calendar, ticked, remove, onTick }: ConflictChoiceProps) {
  const reasonId = useId();
  const reason = calendar.canConflict ? undefined : unusableInWords(calendar);
  const box = <ConflictBox calendar={calendar} ticked={ticked} describedBy={reason && reasonId} onTick={onTick} />;
  return (
    <>
      {calendar.removable ? (
        <Removable calendar={calendar} remove={remove}>
          {box}
        </Removable>
      ) : (
        box
      )}
      {reason && (
        <p id={reasonId} class="secondary reason">
          {reason}
        </p>
      )}
    </>
  );
}

type ConflictBoxProps = Omit<ConflictChoiceProps, 'remove'> & { describedBy: string | undefined };

function ConflictBox({ calendar, ticked, describedBy, onTick }: ConflictBoxProps) {
  return (
    <label class={calendar.canConflict ? 'choice' : 'choice dimmed'}>
      <input
        type="checkbox"
        name="conflict"
        checked={ticked}
        disabled={!calendar.canConflict}
        aria-describedby={describedBy}
        onChange={(event) => onTick(event.currentTarget.checked)}
      />
      <CalendarDot color={calendar.color} />
      <span class="spread cut">{calendar.name}</span>
      <span class="secondary">{kindInWords(calendar)}</span>
    </label>
  );
}
