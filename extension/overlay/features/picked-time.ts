import { watchPicks } from '../../crm/picks.ts';
import type { Feature } from '../feature.ts';
import { createLaterPickNote } from '../later-pick-note.ts';
import { createPickCheck } from '../pick-check.ts';
import { shownZone } from '../told.ts';

/** Checks each time that a person picks, and notes beside it that it is taken. Try any of the pages below. */
export const pickedTime: Feature = {
  name: 'picked-time',
  runsOn: () => true,
  init({ page, layer, link, bring, told, onMessage, onTold }, signal) {
    const check = createPickCheck({ page, told, say: link.say }, createLaterPickNote(layer, bring, signal));
    let ownMinutes: number | null = null;
    const around = () => ({
      ...told,
      shownZone: page.kind === 'widget' || page.locationId === null ? null : shownZone(told, page.locationId),
      slotMinutes: (id: string | undefined) => told.slotMinutes.get(id ?? '') ?? ownMinutes,
    });
    onMessage((message) => {
      if (message.type === 'picture') ownMinutes = message.picture.slotMinutes;
      check.hear(message);
    });
    onTold(watchPicks(page, around, check.onPick, signal));
  },
};
