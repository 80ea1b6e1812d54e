import type { CrmBlock } from '../../shared/contract/crm.ts';
import { timeSpan } from '../ui/day-and-time.ts';
import { byDay } from './by-day.ts';

interface BlockDaysProps {
  blocks: readonly CrmBlock[];
  now: number;
  timeZone: string;
}

/** Blocks day by day. Titles stand on them only where they differ. */
export function BlockDays({ blocks, now, timeZone }: BlockDaysProps) {
  const titled = commonTitle(blocks) === null;
  const days = byDay(blocks, ({ start }) => Date.parse(start), { now, timeZone });
  return (
    <dl class="day-list">
      {days.map(({ name, entries }) => (
        <div key={name} class="day-row">
          <dt>{name}</dt>
          <dd class={titled ? 'lines' : 'times'}>
            {entries.map((block) => (
              <span key={block.start}>
                {timeSpan({ start: Date.parse(block.start), end: Date.parse(block.end) }, timeZone)}
                {titled && <span class="secondary"> {block.title}</span>}
              </span>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The one title that stands on all of them, or null. */
export function commonTitle(blocks: readonly CrmBlock[]): string | null {
  const titles = new Set(blocks.map(({ title }) => title));
  return titles.size === 1 ? ([...titles][0] ?? null) : null;
}
