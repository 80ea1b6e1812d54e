import { CalendarDot } from '../ui/calendar-dot.tsx';
import { dayInWords, timeSpan } from '../ui/day-and-time.ts';
import type { Block } from './next-blocks.ts';
import { KINDS, WORDS } from './words.ts';

interface BlocksListProps {
  blocks: readonly Block[];
  now: number;
  timeZone: string;
  known: boolean;
}

/** The next blocked slots: when, what, and from which calendar. */
export function BlocksList({ blocks, now, timeZone, known }: BlocksListProps) {
  return (
    <section class="blocks">
      <h2 class="section-title">{WORDS.nextBlocks}</h2>
      {blocks.length === 0 && <p class="secondary">{known ? WORDS.nothingAhead : WORDS.blocksNotKnown}</p>}
      <ul>
        {blocks.map((block) => (
          <li key={block.start} class="block-row">
            <span class={`bar ${block.kind}`} style={{ background: block.calendars[0]?.color }} aria-hidden="true" />
            <span class="when">
              <span class="day secondary">{dayInWords(Math.max(block.start, now), now, timeZone)}</span>{' '}
              {timeSpan(block, timeZone)}
            </span>
            <span class="what spread cut" title={block.calendars.map(({ name }) => name).join(', ')}>
              {block.label !== KINDS[block.kind] && <span>{block.label}</span>}
              {block.calendars.map(({ name, color }) => (
                <span key={name} class="from secondary">
                  <CalendarDot color={color} /> {name}
                </span>
              ))}
            </span>
            <span class="tag">{KINDS[block.kind]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
