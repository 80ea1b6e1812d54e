import type { PageMessage, PickAnswer, View, WorkerMessage } from '../background/messages.ts';
import type { Pick } from '../crm/picks.ts';
import type { CrmPage } from '../crm/routes.ts';
import type { PickNote } from './pick-note.ts';
import { viewAround } from './view-around.ts';

/** The worker takes no more than this of a page's offered starts. */
const MOST_OFFERED = 3000;
/** Earlier times of the same day are offered instead, too. */
const DAY_MS = 86_400_000;

function questionOf(pick: Pick, view: View): PageMessage {
  const { start, end, userId, calendarId, offered } = pick;
  return {
    type: 'check',
    view,
    start,
    end,
    ...(userId === undefined ? {} : { userId }),
    ...(calendarId === undefined ? {} : { calendarId }),
    offered: offered.filter((at) => at > start - DAY_MS).slice(0, MOST_OFFERED),
  };
}

export interface PickStage {
  readonly page: CrmPage;
  readonly told: Parameters<typeof viewAround>[1];
  readonly say: (message: PageMessage) => void;
}

/** Asks about each picked time at once, and notes the answer beside it, unless another time was picked by then. */
export function createPickCheck({ page, told, say }: PickStage, note: PickNote) {
  let picked: Pick | null = null;

  function answered({ asked }: PickAnswer): boolean {
    if (asked.start !== picked?.start || asked.end !== picked.end) return false;
    return asked.userId === picked.userId && asked.calendarId === picked.calendarId;
  }

  return {
    onPick(pick: Pick | null): void {
      picked = pick;
      note.hide();
      const view = pick && viewAround(page, told, { from: pick.start, to: pick.end });
      if (pick && view) say(questionOf(pick, view));
    },
    hear(message: WorkerMessage): void {
      if (message.type !== 'check-answer' || !picked || !answered(message.answer)) return;
      note.show(picked, message.answer);
    },
  };
}
