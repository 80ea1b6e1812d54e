import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { formattedNumber } from '../words/say.ts';
import { BOOKING_WORDS as WORDS } from './booking-words.ts';

/** More than this at once would push the rest of the popup out of sight. */
const SHOWN_FIRST = 3;

interface BookingSectionProps<T> {
  title: string;
  means: string;
  of: readonly T[];
  row: (one: T) => ComponentChildren;
}

/** A titled list of bookings that is not there while it is empty, and unfolds when it is long. */
export function BookingSection<T>({ title, means, of, row }: BookingSectionProps<T>) {
  const [all, setAll] = useState(false);
  if (of.length === 0) return null;
  const shown = all ? of : of.slice(0, SHOWN_FIRST);
  return (
    <section class="bookings">
      <h2 class="section-title">
        {title} <span class="secondary">{formattedNumber(of.length)}</span>
      </h2>
      <p class="secondary">{means}</p>
      <ul>{shown.map(row)}</ul>
      {shown.length < of.length && (
        <button type="button" class="button quiet small" onClick={() => setAll(true)}>
          {WORDS.more(of.length - shown.length)}
        </button>
      )}
    </section>
  );
}
