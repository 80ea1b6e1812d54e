import type { Trouble } from '../background/messages.ts';
import { isOnDark } from './background-tone.ts';
import { closeButton } from './close-button.ts';
import type { Layer } from './layer.ts';
import { node } from './node.ts';
import { bannerBox, cornerSpots, steadyPlace } from './quiet-place.ts';
import { REMEDY_WORDS } from './remedy-words.ts';
import { PANEL } from './style/panel.ts';
import { TOASTS } from './style/toasts.ts';

/** Something that became known by itself, such as what became of a booking. */
export interface Toast {
  /** A later toast of the same key takes the place of an earlier one. */
  readonly key: string;
  readonly tone: 'good' | 'plain' | 'unknown' | 'failed';
  readonly words: string;
  /** There is something to do: it stays until the person closes it. */
  readonly stays: boolean;
  readonly remedy: Trouble['remedy'];
  /** What the person may do at once; the toast goes with it. */
  readonly action?: { readonly words: string; run(): void };
  /** Where it is another time than usual. */
  readonly lastsMs?: number;
}

export interface Toasts {
  show(toast: Toast): void;
}

/** Once read, a sentence needs no second look; WCAG 2.2.1 is met by holding it under pointer and focus. */
export const TOAST_MS = 8_000;
export const MOST_TOASTS = 3;
/** A dialog of the page may open where toasts hang. */
const PLACE_AGAIN_MS = 400;

interface Shown {
  readonly toast: Toast;
  readonly element: HTMLElement;
  leaveAt: number;
}

/** Toasts in a corner where they cover no control of the page: three at most, the newest last. */
export function createToasts(
  { host, root, keep, wear }: Layer,
  onRemedy: (to: 'connect' | 'welcome') => void,
  signal: AbortSignal,
): Toasts {
  wear(PANEL);
  wear(TOASTS);
  const stack = node('div', 'toasts');
  // Regions that stand before the words arrive are read out; what waits for the person is said at once.
  const calls = node('div');
  calls.setAttribute('role', 'alert');
  const tells = node('div');
  tells.setAttribute('role', 'status');
  stack.append(calls, tells);
  root.append(stack);
  let shown: readonly Shown[] = [];
  const placeFor = steadyPlace(host);
  let timer: ReturnType<typeof setInterval> | undefined;

  function close(one: Shown): void {
    shown = shown.filter((other) => other !== one);
    one.element.remove();
    if (shown.length > 0) return;
    clearInterval(timer);
    timer = undefined;
  }

  function isHeld({ element }: Shown): boolean {
    const { activeElement } = element.getRootNode() as Document | ShadowRoot;
    return element.matches(':hover') || element.contains(activeElement);
  }

  function place(): void {
    const tone = document.body && isOnDark(document.body) ? 'tone dark' : 'tone';
    for (const { toast, element } of shown) element.className = `toast ${toast.tone} ${tone}`;
    const banner = bannerBox(root);
    const size = { width: stack.offsetWidth, height: stack.offsetHeight };
    const { left, top, isClear } = placeFor(() => cornerSpots(size, banner), size, [banner]);
    stack.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
    stack.classList.toggle('through', !isClear);
  }

  function tick(): void {
    const now = Date.now();
    for (const one of shown) {
      if (isHeld(one) || document.hidden) one.leaveAt = Math.max(one.leaveAt, now + TOAST_MS / 2);
      else if (now >= one.leaveAt) close(one);
    }
    if (shown.length === 0) return;
    keep();
    place();
  }

  function makeRoom(): void {
    const oldest = shown.find(({ toast }) => !toast.stays) ?? shown[0];
    if (shown.length >= MOST_TOASTS && oldest) close(oldest);
  }

  function show(toast: Toast): void {
    if (signal.aborted) return;
    const known = shown.find(({ toast: { key } }) => key === toast.key);
    if (known) close(known);
    makeRoom();
    const element = node('div', '');
    const one: Shown = {
      toast,
      element,
      leaveAt: toast.stays ? Number.POSITIVE_INFINITY : Date.now() + (toast.lastsMs ?? TOAST_MS),
    };
    element.append(
      node('span', '', toast.words),
      ...remedyButton(toast, onRemedy),
      ...actionButton(toast, () => close(one)),
      closeButton(() => close(one)),
    );
    shown = [...shown, one];
    keep();
    (toast.stays ? calls : tells).append(element);
    place();
    timer ??= setInterval(tick, PLACE_AGAIN_MS);
  }

  signal.addEventListener('abort', () => {
    for (const one of shown) close(one);
    stack.remove();
  });
  return { show };
}

function button(words: string, onPress: () => void): HTMLElement {
  const made = node('button', 'act', words);
  made.type = 'button';
  made.addEventListener('click', onPress);
  return made;
}

function remedyButton({ remedy }: Toast, onRemedy: (to: 'connect' | 'welcome') => void): HTMLElement[] {
  return remedy === null ? [] : [button(REMEDY_WORDS[remedy], () => onRemedy(remedy))];
}

function actionButton({ action }: Toast, close: () => void): HTMLElement[] {
  if (!action) return [];
  const press = () => {
    close();
    action.run();
  };
  const made = button(action.words, press);
  made.classList.add('beside');
  return [made];
}
