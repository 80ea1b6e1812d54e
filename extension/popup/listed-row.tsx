import { whenInWords } from '../configuration/when-in-words.ts';
import type { Listed } from './booking-groups.ts';
import { BookingRow } from './booking-row.tsx';
import { BOOKING_WORDS as WORDS } from './booking-words.ts';
import { CrmLink } from './crm-link.tsx';
import { intervalOf } from './day-segments.ts';

interface ListedRowProps {
  one: Listed;
  now: number;
  timeZone: string;
  busy: boolean;
  onAct: (one: Listed) => void;
}

const ACTS = {
  retry: { words: WORDS.retry, named: WORDS.retryNamed },
  'add-again': { words: WORDS.addAgain, named: WORDS.addAgainNamed },
  dismiss: { words: WORDS.dismiss, named: WORDS.dismissNamed },
} as const;

/** A booking in one of the lists: when it is, why it is there, what can be done. */
export function ListedRow({ one, now, timeZone, busy, onAct }: ListedRowProps) {
  const title = one.title || WORDS.untitled;
  const act = one.act && ACTS[one.act];
  return (
    <BookingRow title={title} lines={[...timesInWords(one, now, timeZone), ...(one.why ? [one.why] : [])]}>
      <CrmLink url={one.url} title={title} />
      {act && (
        <button
          type="button"
          class="button small"
          aria-label={act.named(title)}
          disabled={busy}
          onClick={() => onAct(one)}
        >
          {act.words}
        </button>
      )}
    </BookingRow>
  );
}

function timesInWords({ time, movedTo }: Listed, now: number, timeZone: string): string[] {
  const told = time && whenInWords(intervalOf(time), now, timeZone);
  if (movedTo === null) return told ? [told] : [];
  const inICloud = WORDS.timeInICloud(whenInWords(intervalOf(movedTo), now, timeZone));
  return told ? [WORDS.timeInCrm(told), inICloud] : [inICloud];
}
