import type { PickAnswer } from '../background/messages.ts';
import type { Layer } from './layer.ts';
import type { BringPart } from './parts.ts';
import type { PickedAt, PickNote } from './pick-note.ts';

/** The note beside a picked time, which is brought into the page when there is first something to say. */
export function createLaterPickNote(layer: Layer, bring: BringPart, signal: AbortSignal): PickNote {
  let note: PickNote | null = null;
  let wanted: { readonly at: PickedAt; readonly answer: PickAnswer } | null = null;

  async function come(): Promise<void> {
    const create = await bring('pick-note');
    note ??= create(layer, signal);
    if (wanted) note.show(wanted.at, wanted.answer);
  }

  function hide(): void {
    wanted = null;
    note?.hide();
  }

  return {
    hide,
    show(at, answer) {
      if (answer.free === true) return hide();
      wanted = { at, answer };
      if (note) note.show(at, answer);
      else void come();
    },
  };
}
