import { CalendarDot } from '../ui/calendar-dot.tsx';
import { calendarLines } from './calendar-states.ts';
import type { Account } from './use-accounts.ts';
import { WORDS } from './words.ts';

/** Each calendar of an account: what it is used for, when it was read, and what went wrong last. */
export function CalendarList({ account, now }: { account: Account; now: number }) {
  const lines = calendarLines(account, now);
  if (lines.length === 0) return null;
  return (
    <section>
      <h3 class="section-title">{WORDS.calendars}</h3>
      <p class="secondary">{WORDS.calendarsMean}</p>
      <ul class="calendar-lines">
        {lines.map(({ id, name, color, uses, tone, words }) => (
          <li key={id} class={`calendar-line ${tone}`}>
            <CalendarDot color={color} />
            <div class="spread">
              <p>
                <strong>{name}</strong>
                {uses.map((use) => (
                  <span key={use} class="use secondary">
                    {use}
                  </span>
                ))}
              </p>
              {words && <p class="secondary words">{words}</p>}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
