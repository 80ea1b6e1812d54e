import type { CrmPreview, CrmSettings } from '../../shared/contract/crm.ts';
import { Notice } from '../ui/notice.tsx';
import { RoomHeading } from '../ui/room-heading.tsx';
import type { Task } from '../ui/use-task.ts';
import { BlockDays, commonTitle } from './block-days.tsx';
import { Bottom } from './bottom.tsx';
import { ClosedTimes, closedCount } from './closed-times.tsx';
import { Refusal } from './refusal.tsx';
import { SettingsFields } from './settings-fields.tsx';
import { WORDS } from './words.ts';

interface PreviewStepProps {
  preview: CrmPreview;
  settings: CrmSettings;
  now: number;
  timeZone: string;
  task: Task;
  onSettings: (settings: CrmSettings) => void;
  onTurnOn: () => void;
  onBack: () => void;
}

/** The dry run: what would change, and the button that lets it happen. */
export function PreviewStep({ preview, settings, now, timeZone, task, ...on }: PreviewStepProps) {
  return (
    <section class="stack">
      <RoomHeading>{WORDS.previewTitle}</RoomHeading>
      <p class="secondary">{WORDS.forWhom(preview.userName, preview.locationName)}</p>
      {!preview.complete && <Notice tone="unknown">{WORDS.incomplete}</Notice>}
      <Changes preview={preview} now={now} timeZone={timeZone} />
      <details class="fold settings">
        <summary class="strong">{WORDS.settings}</summary>
        <SettingsFields settings={settings} onChange={on.onSettings} />
      </details>
      <Bottom said={<Refusal failure={task.failure} subAccount={preview.locationName} />}>
        <button type="button" class="button" disabled={task.running} onClick={on.onBack}>
          {WORDS.back}
        </button>
        <button type="button" class="button primary" disabled={task.running} onClick={on.onTurnOn}>
          {task.running ? WORDS.asking : WORDS.turnOn}
        </button>
      </Bottom>
    </section>
  );
}

function Changes({ preview, now, timeZone }: Pick<PreviewStepProps, 'preview' | 'now' | 'timeZone'>) {
  const { blocks, closes, bookings } = preview;
  const closing = closedCount(closes);
  const title = commonTitle(blocks);
  return (
    <div class="changes">
      <section>
        <h3 class="strong">{WORDS.closes(closing)}</h3>
        {closing > 0 && <ClosedTimes closes={closes} now={now} timeZone={timeZone} />}
      </section>
      {bookings > 0 && (
        <section>
          <h3 class="strong">{WORDS.bookings(bookings)}</h3>
        </section>
      )}
      <section>
        <h3 class="strong">{WORDS.blocks(blocks.length)}</h3>
        {title !== null && <p class="secondary">{WORDS.readsAs(title)}</p>}
        {blocks.length > 0 && <BlockDays blocks={blocks} now={now} timeZone={timeZone} />}
      </section>
    </div>
  );
}
