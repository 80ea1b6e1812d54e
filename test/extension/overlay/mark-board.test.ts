// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createDetailsPanel } from '../../../extension/overlay/details-panel.ts';
import type { Mark } from '../../../extension/overlay/mark.ts';
import { createMarkBoard } from '../../../extension/overlay/mark-board.ts';
import type { BringPart } from '../../../extension/overlay/parts.ts';
import { eventually } from '../../sandbox/eventually.ts';
import { layerOn } from './layer.ts';

const BOX = { left: 10, top: 10, right: 210, bottom: 50 };
const LOOK = { radius: '0', clear: [], isThird: false, color: '#FF9500', isDark: false, details: null } as const;
const mark = (name: string): Mark => ({
  ...{ ...LOOK, key: name, tag: name, label: name, kind: 'busy', box: BOX, visible: BOX, tagAt: 'middle' },
});

let root: HTMLElement;
let life: AbortController;
let draw: (names: string) => void;
let board: ReturnType<typeof createMarkBoard>;

beforeEach(() => {
  root = document.createElement('div');
  root.append(document.createElement('aside'));
  document.body.append(root);
  life = new AbortController();
  const acts = { onIgnore: vi.fn(), onStopIgnoring: vi.fn() };
  const bring = vi.fn(async () => createDetailsPanel) as unknown as BringPart;
  board = createMarkBoard({ layer: layerOn(root), bring, acts }, life.signal);
  draw = (names) => board.draw([...names].map(mark));
});
afterEach(() => {
  life.abort();
  document.body.innerHTML = '';
});

const tags = () => [...root.querySelectorAll<HTMLElement>('.tag')];
const read = () => tags().map(({ textContent }) => textContent);

it('Tab goes through the marks of another day in their order, in the nodes of those before', () => {
  draw('abc');
  const before = tags();
  draw('xyz');
  expect(read()).toEqual(['x', 'y', 'z']);
  expect(tags()).toEqual(before);
});

it.each(['xab', 'axb', 'abx', 'ayxbz', 'xayb', 'xb', 'ax', 'wax', 'x'])(
  'marks that come and go stand in their order: first abc, then %s',
  (names) => {
    draw('abc');
    draw(names);
    expect(read()).toEqual([...names]);
    draw('abc');
    expect(read()).toEqual(['a', 'b', 'c']);
  },
);

it('a mark that has focus keeps it, whatever comes before and behind it', () => {
  draw('abc');
  tags()[1]?.focus();
  const focused = document.activeElement;
  draw('xyabz');
  expect(read()).toEqual(['x', 'y', 'a', 'b', 'z']);
  expect(document.activeElement).toBe(focused);
  expect(focused?.textContent).toBe('b');
});

it('the age of what is known stands once for all marks, and in the details that are open', async () => {
  const told = { time: '12:00', heading: 'Busy', sources: [], note: null, timeZone: 'UTC', isBlocking: true };
  const known = (name: string) => ({ ...mark(name), details: { ...told, checked: 'Checked 4 s ago' } });
  board.draw([known('a'), known('b'), mark('c')]);
  const ages = () =>
    tags().map((tag) => root.querySelector(`#${tag.getAttribute('aria-describedby')}`)?.textContent ?? null);
  expect(ages()).toEqual(['Checked 4 s ago', 'Checked 4 s ago', null]);
  const click = new MouseEvent('click');
  Object.defineProperty(click, 'isTrusted', { value: true });
  tags()[1]?.dispatchEvent(click);
  await eventually(() => expect(root.querySelector('.checked')?.textContent).toBe('Checked 4 s ago'));
  board.age('Checked 6 s ago');
  expect([...ages(), root.querySelector('.checked')?.textContent]).toEqual([
    ...['Checked 6 s ago', 'Checked 6 s ago', null],
    'Checked 6 s ago',
  ]);
});

it('leaves nothing behind but what was there before', () => {
  draw('abc');
  life.abort();
  expect([...root.children].map(({ tagName }) => tagName)).toEqual(['ASIDE']);
});
