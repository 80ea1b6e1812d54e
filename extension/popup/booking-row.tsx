import type { ComponentChildren } from 'preact';

interface BookingRowProps {
  title: string;
  /** When, what is wrong, one line each. */
  lines: readonly string[];
  /** What can be done, at the right. */
  children?: ComponentChildren;
}

/** One booking: what it is, what is to be known of it, what can be done. */
export function BookingRow({ title, lines, children }: BookingRowProps) {
  return (
    <li class="booking-row">
      <div class="spread">
        <p class="cut" title={title}>
          {title}
        </p>
        {lines.map((line) => (
          <p key={line} class="secondary">
            {line}
          </p>
        ))}
      </div>
      {children}
    </li>
  );
}
