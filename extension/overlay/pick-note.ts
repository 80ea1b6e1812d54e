import type { PickAnswer } from '../background/messages.ts';
import { isOnDark } from './background-tone.ts';
import { boxOf } from './box.ts';
import { closeButton } from './close-button.ts';
import type { Layer } from './layer.ts';
import { node } from './node.ts';
import { pickWords } from './pick-words.ts';
import { bannerBox, cornerSpots, spotsBeside, steadyPlace } from './quiet-place.ts';
import { PANEL } from './style/panel.ts';
import { PICK } from './style/pick.ts';

/** Where the person picked a time that is not booked yet. */
export interface PickedAt {
  /** The slot, or the dialog in which it was picked: the note stands beside it and goes with it. */
  readonly anchor: HTMLElement;
  /** The zone that the page shows its times in. */
  readonly zone: string;
}

export interface PickNote {
  /** Says what the calendars say of the picked time; nothing where it is free. */
  show(at: PickedAt, answer: PickAnswer): void;
  /** Another time was picked, or none. */
  hide(): void;
}

const PLACE_AGAIN_MS = 250;

/** The one warning beside a picked time. It covers no control of the page, and the person may go on all the same. */
export function createPickNote({ host, root, keep, wear }: Layer, signal: AbortSignal): PickNote {
  wear(PANEL);
  wear(PICK);
  const note = node('div', '');
  const words = node('div');
  // It stands in the layer before it has words, so that they are read out.
  words.setAttribute('role', 'alert');
  let picked: PickedAt | null = null;
  const placeFor = steadyPlace(host);
  let timer: ReturnType<typeof setInterval> | undefined;

  function hide(): void {
    picked = null;
    clearInterval(timer);
    words.replaceChildren();
    note.remove();
  }

  function place(): void {
    if (!picked?.anchor.isConnected) return hide();
    const box = boxOf(picked.anchor.getBoundingClientRect());
    if (box.right <= box.left) return hide();
    keep();
    note.classList.toggle('dark', isOnDark(picked.anchor));
    const size = { width: note.offsetWidth, height: note.offsetHeight };
    const banner = bannerBox(root);
    const spots = () => [...spotsBeside(box, size), ...cornerSpots(size, banner)];
    const { left, top, isClear } = placeFor(spots, size, [box, banner]);
    note.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
    note.classList.toggle('through', !isClear);
  }

  function show(at: PickedAt, answer: PickAnswer): void {
    hide();
    const said = pickWords(answer, at.zone);
    if (said === null || signal.aborted) return;
    picked = at;
    note.className = `panel pick tone ${answer.free === null ? 'not-known' : 'busy'}`;
    root.append(note);
    words.append(node('p', 'what', said.what), ' ', node('p', '', said.next));
    place();
    timer = setInterval(place, PLACE_AGAIN_MS);
  }

  note.append(words, closeButton(hide));
  signal.addEventListener('abort', hide);
  return { show, hide };
}
