// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Mark } from '../../../extension/overlay/mark.ts';
import { createMarkBoard } from '../../../extension/overlay/mark-board.ts';
import type { BringPart } from '../../../extension/overlay/parts.ts';
import { layerOn } from './layer.ts';

const BOX = { left: 10, top: 10, right: 210, bottom: 50 };
const LOOK = { radius: '0', clear: [], isThird: false, color: '#FF9500', isDark: false, details: null } as const;
const mark = (name: string): Mark => ({
  ...{ ...LOOK, key: name, tag: name, label: name, kind: 'busy', box: BOX, visible: BOX, tagAt: 'middle' },
});

let root: HTMLElement;
let life: AbortController;
let draw: (names: string) => void;

beforeEach(() => {
  root = document.createElement('div');
  root.append(document.createElement('aside'));
  document.body.append(root);
  life = new AbortController();
  const acts = { onIgnore: vi.fn(), onStopIgnoring: vi.fn() };
  const board = createMarkBoard({ layer: layerOn(root), bring: vi.fn() as unknown as BringPart, acts }, life.signal);
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
