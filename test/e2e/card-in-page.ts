import type { BrowserContext, Page } from 'playwright-core';
import { inShadow } from '../sandbox/browser-devtools.ts';

/** What stands in a closed shadow root of ours in a page, and the way to press it as a person does. */
export interface InPage {
  /** All that a person reads there, spaces made single; empty where it is not. */
  text(): Promise<string>;
  /** The words on its buttons, links and summaries. */
  buttons(): Promise<string[]>;
  /** Presses in the middle of what carries these words, with the mouse. */
  press(words: string): Promise<void>;
  tick(label: string): Promise<void>;
  /** The words of what has the focus there; empty where nothing has. */
  focused(): Promise<string>;
}

export function inHost(page: Page, context: BrowserContext, hostSelector: string): InPage {
  const look = <T, A = undefined>(read: (root: ShadowRoot, argument: A) => T, argument?: A) =>
    inShadow(page, read, { context, hostSelector, ...(argument === undefined ? {} : { argument }) });
  /** Once it stands still: what is above it may still be growing. */
  const pressAt = async (find: typeof spotOfButton, words: string) => {
    const spot = async () => (await look(find, words)).find((one) => one !== null);
    for (let last = ''; ; ) {
      const at = await spot();
      if (!at) throw new Error(`"${words}" is not there.`);
      if (JSON.stringify(at) === last) return page.mouse.click(at.x, at.y);
      last = JSON.stringify(at);
      await page.waitForTimeout(100);
    }
  };
  return {
    text: async () => (await look(readText)).join(' '),
    buttons: async () => (await look(readButtons)).flat(),
    press: (words) => pressAt(spotOfButton, words),
    focused: async () => (await look(readFocused)).join(''),
    tick: (label) => pressAt(spotOfBox, label),
  };
}

export const cardIn = (page: Page, context: BrowserContext) => inHost(page, context, 'slotbridge-card');

/** These run in the page: each sees its arguments alone. */
function readText(root: ShadowRoot): string {
  const texts: string[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement, nodeValue } = walker.currentNode;
    if (parentElement?.checkVisibility()) texts.push(nodeValue ?? '');
  }
  return texts.join(' ').replace(/\s+/g, ' ').trim();
}

function readFocused(root: ShadowRoot): string {
  return (root.activeElement?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

function readButtons(root: ShadowRoot): string[] {
  return [...root.querySelectorAll<HTMLElement>('button, a, summary')]
    .filter((button) => button.checkVisibility())
    .map((button) => (button.textContent ?? '').replace(/\s+/g, ' ').trim());
}

function spotOfButton(root: ShadowRoot, words: string): { x: number; y: number } | null {
  const button = [...root.querySelectorAll<HTMLElement>('button, a, summary')].find((one) => {
    const text = (one.textContent ?? '').replace(/\s+/g, ' ').trim();
    return text === words || (one.matches('summary') && text.startsWith(words));
  });
  if (!button) return null;
  button.scrollIntoView({ block: 'center' });
  const { left, top, width, height } = button.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

function spotOfBox(root: ShadowRoot, label: string): { x: number; y: number } | null {
  const [legend = '', words = ''] = label.split(': ');
  const group = [...root.querySelectorAll('fieldset')].find((one) => one.textContent?.startsWith(legend));
  const tied = [...(group?.querySelectorAll('label') ?? [])].find((one) => one.textContent?.startsWith(words));
  const box = tied?.querySelector('input');
  if (!box) return null;
  box.scrollIntoView({ block: 'center' });
  const { left, top, width, height } = box.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}
