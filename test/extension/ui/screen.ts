import { type ComponentChild, render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach } from 'vitest';
import { eventually } from '../../sandbox/eventually.ts';

export interface Screen {
  readonly root: HTMLElement;
  /** All that a person reads, spaces made single. */
  text(): string;
  /** The button, link or summary with these words. */
  button(words: string): HTMLElement;
  /** The input inside or tied to the label with these words. */
  field(label: string): HTMLInputElement;
  press(words: string): Promise<void>;
  type(label: string, value: string): Promise<void>;
  tick(label: string): Promise<void>;
  submit(): Promise<void>;
  /** Waits until the words stand on the screen. */
  reads(words: string): Promise<void>;
}

const squeezed = (text: string | null) => (text ?? '').replace(/\s+/g, ' ').trim();

/** A screen for each test of a file, emptied afterwards. */
export function onScreen(): { show(node: ComponentChild): Promise<Screen> } {
  let root: HTMLElement;
  beforeEach(() => {
    root = document.createElement('div');
    document.body.append(root);
  });
  afterEach(async () => {
    await act(() => render(null, root));
    root.remove();
  });
  return {
    async show(node) {
      await act(() => render(null, root));
      await act(() => render(node, root));
      return screenOf(root);
    },
  };
}

function screenOf(root: HTMLElement): Screen {
  const found = <T>(value: T | undefined, words: string): T => {
    if (value === undefined) throw new Error(`"${words}" is not on the screen: ${squeezed(root.textContent)}`);
    return value;
  };
  const button = (words: string) =>
    found(
      [...root.querySelectorAll<HTMLElement>('button, a, summary')].find((b) => named(b) === words),
      words,
    );
  const field = (label: string) => {
    const tied = [...root.querySelectorAll('label')].find((l) => squeezed(l.textContent).startsWith(label));
    const input = tied?.htmlFor
      ? root.querySelector<HTMLInputElement>(`[id="${tied.htmlFor}"]`)
      : tied?.querySelector('input');
    return found(input ?? undefined, label);
  };
  return {
    root,
    text: () => squeezed(root.textContent),
    button,
    field,
    press: (words) => act(async () => button(words).click()),
    type: (label, value) =>
      act(() => {
        const input = field(label);
        input.value = value;
        input.dispatchEvent(new Event('input', { bubbles: true }));
      }),
    tick: (label) => act(() => field(label).click()),
    submit: () =>
      act(async () => {
        found(root.querySelector('form') ?? undefined, 'a form').dispatchEvent(
          new Event('submit', { bubbles: true, cancelable: true }),
        );
      }),
    reads: (words) =>
      eventually(() => {
        const text = squeezed(root.textContent);
        if (!text.includes(words)) throw new Error(`not "${words}" but: ${text}`);
      }),
  };
}

function named(element: HTMLElement): string {
  return element.getAttribute('aria-label') ?? squeezed(element.textContent);
}
