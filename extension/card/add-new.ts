import { findAddNew, findConnectionList, findProviderMenu } from '../crm/connections-page.ts';
import { createHost } from './host.ts';
import { CARD_WORDS } from './words.ts';

/** The page opens its menu a moment after the press. */
const OPENS_WITHIN_MS = 2000;
const LOOK_EVERY_MS = 100;

/**
 * Puts "iCloud Calendar" at the end of what the page offers under its own "Add New", as long as nothing is connected.
 * Where the page opens nothing that we can read, its own menu stays as it is; the card stands below the list anyway.
 */
export function offerInAddNew(onConnect: () => void, isWanted: () => boolean, signal: AbortSignal): void {
  const entry = createEntry(onConnect);
  let timer: ReturnType<typeof setInterval> | undefined;

  function look(): boolean {
    const menu = findProviderMenu(document, findConnectionList(document));
    if (menu === null || menu.contains(entry.element)) return menu !== null;
    menu.append(entry.element);
    entry.fitIn(menu);
    entry.dressAs(menu.querySelector('[role], button, a, li'));
    return true;
  }

  function pressed(event: Event): void {
    const button = findAddNew(document);
    if (!button || !isWanted() || !(event.target instanceof Node) || !button.contains(event.target)) return;
    clearInterval(timer);
    const until = Date.now() + OPENS_WITHIN_MS;
    timer = setInterval(() => {
      if (look() || Date.now() > until) clearInterval(timer);
    }, LOOK_EVERY_MS);
  }

  document.addEventListener('click', pressed, { signal, capture: true });
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    entry.element.remove();
  });
}

function createEntry(onConnect: () => void) {
  const host = createHost('slotbridge-entry');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'entry';
  button.textContent = CARD_WORDS.menuEntry;
  button.addEventListener('click', (event) => {
    if (event.isTrusted) onConnect();
  });
  host.root.append(button);
  /** As large and as far from the edge as what the page offers. */
  const dressAs = (neighbour: Element | null) => {
    if (!neighbour) return;
    const { fontSize, paddingInline } = getComputedStyle(neighbour);
    Object.assign(button.style, { fontSize, paddingInline });
  };
  return { ...host, dressAs };
}
