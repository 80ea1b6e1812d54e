// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDetailsPanel, placeBeside } from '../../../extension/overlay/details-panel.ts';
import type { Mark } from '../../../extension/overlay/mark.ts';
import { createMarkBoard, withOwnKeys } from '../../../extension/overlay/mark-board.ts';
import { createMarkView, hatchPath } from '../../../extension/overlay/mark-view.ts';
import { createSigns } from '../../../extension/overlay/signs.ts';
import { layerOn } from './layer.ts';
import { NOON, source } from './picture.ts';

const SLOT = { left: 100, top: 200, right: 340, bottom: 244 };
const EVIL = '<img src=x onerror=alert(1)>';

const mark = (change: Partial<Mark> = {}): Mark => ({
  key: 'slot',
  kind: 'busy',
  box: SLOT,
  visible: SLOT,
  radius: '8px',
  clear: [],
  isThird: false,
  color: '#FF9500',
  isDark: false,
  tag: 'Busy',
  label: 'Busy. Mon, 12:00. Work',
  details: {
    time: 'Mon, Nov 23, 12:00–13:00',
    heading: 'Busy',
    sources: [{ ...source(NOON, NOON + 3_600_000), title: EVIL }],
    checked: 'Checked 8 s ago',
    note: null,
    timeZone: 'UTC',
    isBlocking: true,
  },
  tagAt: 'middle',
  ...change,
});

let root: HTMLElement;
let life: AbortController;
beforeEach(() => {
  // There is no layout here; that the chip covers nothing is shown in a browser.
  Object.assign(document, { elementFromPoint: () => null });
  root = document.createElement('div');
  document.body.append(root);
  life = new AbortController();
});
afterEach(() => {
  life.abort();
  root.remove();
});

it('marks of one key are all drawn, each under a key of its own', () => {
  const keys = withOwnKeys([mark(), mark({ key: 'other' }), mark(), mark()]).map(({ key }) => key);
  expect(keys).toEqual(['slot', 'other', 'slot again 2', 'slot again 3']);
});

it('marks of one key each have a place of their own on the board, and both go', () => {
  const board = createMarkBoard({ layer: layerOn(root), bring: vi.fn(), acts: {} } as never, life.signal);
  board.draw([mark(), mark({ box: { ...SLOT, top: 300, bottom: 344 } })]);
  expect(root.querySelectorAll('.mark')).toHaveLength(2);
  board.draw([]);
  expect(root.querySelectorAll('.mark')).toHaveLength(0);
});

describe('a mark', () => {
  const drawn = (change: Partial<Mark> = {}) => {
    const view = createMarkView('age');
    view.update(mark(change));
    return view;
  };

  it("lies exactly on its slot, with a hatch, a bar in the calendar's colour and a tag that says what it is", () => {
    const { element, tag } = drawn();
    const { transform, width, height, borderRadius } = element.style;
    expect([transform, width, height, borderRadius]).toEqual(['translate(100px, 200px)', '240px', '44px', '8px']);
    expect(element.style.getPropertyValue('--color')).toBe('#FF9500');
    expect([...element.querySelectorAll('.hatch, .bar')]).toHaveLength(2);
    const attributes = ['aria-label', 'aria-describedby'].map((name) => tag.getAttribute(name));
    expect([tag.textContent, ...attributes]).toEqual(['Busy', 'Busy. Mon, 12:00. Work', 'age']);
  });

  it('is no hatch where the time is free or not known', () => {
    for (const kind of ['free', 'not-known'] as const) {
      const { element } = drawn({ kind, tag: null });
      expect(element.querySelector('.hatch, .bar')).toBeNull();
      expect(element.querySelector<HTMLElement>('.tag')?.hidden).toBe(true);
      expect(element.classList.contains(kind)).toBe(true);
    }
  });

  it('loses its hatch when the slot it lies on turns free, and hides out of sight', () => {
    const view = drawn();
    view.update(mark({ kind: 'not-known', tag: null }));
    expect(view.element.querySelector('.hatch')).toBeNull();
    view.update(mark({ visible: null }));
    expect(view.element.hidden).toBe(true);
  });

  it('has an icon with the same name where there is no room for words', () => {
    const { tag } = drawn({ box: { ...SLOT, right: 180 }, visible: { ...SLOT, right: 180 } });
    expect(tag.textContent).toBe('');
    expect(tag.querySelector('svg')?.getAttribute('aria-hidden')).toBe('true');
    expect(tag.getAttribute('aria-label')).toBe('Busy. Mon, 12:00. Work');
  });

  it('has its icon too where the text of the page leaves no room for words beside it', () => {
    const words = (right: number) => ({ left: 120, top: 212, right, bottom: 232 });
    expect(drawn({ clear: [words(310)] }).tag.textContent).toBe('');
    expect(drawn({ clear: [words(290)] }).tag.textContent).toBe('Busy');
    expect(drawn({ clear: [words(310)], tagAt: 'top' }).tag.textContent).toBe('Busy');
  });

  it('keeps its button, and so the focus, from one drawing to the next', () => {
    const view = drawn();
    root.append(view.element);
    view.tag.focus();
    const face = view.tag.firstChild;
    view.update(mark({ box: { ...SLOT, top: 180, bottom: 224 } }));
    expect(document.activeElement).toBe(view.tag);
    expect(view.tag.firstChild).toBe(face);
  });

  it('goes where its slot goes, and back, and is written only where it changes', () => {
    const view = drawn();
    const written = vi.spyOn(view.element.style, 'setProperty');
    const goTo = (top: number, label = 'Busy') => {
      view.update(mark({ label, box: { ...SLOT, top, bottom: top + 44 } }));
      return view.element.style.transform;
    };
    expect([200, 180, 200].map((top) => goTo(top))).toEqual([200, 180, 200].map((top) => `translate(100px, ${top}px)`));
    written.mockClear();
    goTo(200, 'Busy tomorrow');
    expect([written.mock.calls.length, view.tag.getAttribute('aria-label')]).toEqual([0, 'Busy tomorrow']);
  });

  it('has its tag at the top of a block in a grid, else where no event of the page is, else at the end', () => {
    const block = { left: 0, top: 100, right: 150, bottom: 180 };
    const event = (top: number, bottom: number) => ({ left: 2, top, right: 140, bottom });
    const topOf = (clear: Mark['clear'], visible = block) =>
      drawn({ tagAt: 'top', box: block, visible, clear }).tag.style.top;
    expect(topOf([])).toBe('0px');
    expect(topOf([event(130, 150)])).toBe('0px');
    expect(topOf([event(95, 130)])).toBe('26px');
    expect(topOf([event(116, 140), event(100, 116)])).toBe('36px');
    expect(topOf([event(100, 180)])).toBe('56px');
    expect(topOf([event(95, 130)], { ...block, bottom: 140 })).toBe('16px');
  });

  it('leaves 4 px around the words of the page free of hatch', () => {
    const words = { left: 180, top: 212, right: 260, bottom: 232 };
    expect(hatchPath(SLOT, [words])).toBe('path(evenodd, "M0 0H240V44H0ZM76 8H164V36H76Z")');
    expect(hatchPath(SLOT, [{ ...words, top: 300, bottom: 320 }])).toBe('path(evenodd, "M0 0H240V44H0Z")');
  });
});

describe('the details of a mark', () => {
  const listeners = { onPointer: vi.fn(), onClose: vi.fn(), onIgnore: vi.fn(), onStopIgnoring: vi.fn() };
  const created = () => createDetailsPanel(layerOn(root), listeners, life.signal);
  const panel = () => root.querySelector('.details');

  it('tell the event as text, whatever its title holds', () => {
    created().show(mark(), true);
    expect(panel()?.querySelector('img')).toBeNull();
    expect(panel()?.textContent).toContain(EVIL);
    expect(panel()?.textContent).toContain('Checked 8 s ago');
    expect(panel()?.getAttribute('role')).toBe('dialog');
  });

  it('go with their mark', () => {
    const details = created();
    details.show(mark(), true);
    details.show(mark({ visible: null }), true);
    expect(listeners.onClose).toHaveBeenCalledOnce();
    details.hide();
    expect(panel()).toBeNull();
  });

  it.each([
    ['right of the slot', SLOT, { left: 348, top: 200 }],
    ['left of it at the right edge', { ...SLOT, left: 700, right: 960 }, { left: 412, top: 200 }],
    ['below it where it is too wide', { ...SLOT, left: 10, right: 990 }, { left: 10, top: 252 }],
    ['above it at the bottom', { left: 10, right: 990, top: 740, bottom: 790 }, { left: 10, top: 532 }],
    ['beside it, but in sight', { ...SLOT, top: 700, bottom: 760 }, { left: 348, top: 592 }],
  ])('stand %s', (_where, box, place) => {
    expect(placeBeside(box, 200, { width: 1000, height: 800 })).toMatchObject(place);
  });

  it('scroll where there is room above and below, but not enough', () => {
    const box = { left: 10, right: 390, top: 200, bottom: 250 };
    expect(placeBeside(box, 300, { width: 400, height: 420 })).toEqual({ left: 10, top: 8, maxHeight: 184 });
  });
});

describe('chip and banner', () => {
  const draw = () => {
    const onRemedy = vi.fn();
    return { signs: createSigns(layerOn(root), onRemedy, life.signal), onRemedy };
  };

  it('show the age with its tone, one at most, and leave with their view', () => {
    const { signs } = draw();
    const corners = [{ right: 300, top: 20 }];
    signs.chip({ text: 'iCloud · 8 s ago', tone: 'good' }, corners, { isDark: false, isMoved: true });
    signs.chip({ text: 'iCloud · 31 s ago', tone: 'amber' }, corners, { isDark: true, isMoved: false });
    const chips = root.querySelectorAll('.chip');
    expect([...chips].map(({ className, textContent }) => [className, textContent])).toEqual([
      ['chip tone amber dark', 'iCloud · 31 s ago'],
    ]);
    signs.banner({ words: EVIL, remedy: null }, false);
    expect(root.querySelector('.banner img')).toBeNull();
    const role = () => chips[0]?.getAttribute('role');
    expect(role()).toBe('timer');
    signs.chip({ text: 'Not connected', tone: 'none' }, corners, { isDark: true, isMoved: false });
    expect(role()).toBe('status');
    life.abort();
    expect(root.textContent).toBe('');
  });

  it('are measured where their words grow, and where an age has fewer digits take no less room', () => {
    const measured = vi.fn(() => 120);
    Object.defineProperty(HTMLElement.prototype, 'offsetWidth', { configurable: true, get: measured });
    const { signs } = draw();
    const width = (seconds: number) => {
      measured.mockClear();
      const chip = { text: `iCloud · ${seconds} s ago`, tone: 'good' } as const;
      signs.chip(chip, [{ right: 300, top: 20 }], { isDark: false, isMoved: true });
      const { minWidth, transform } = root.querySelector<HTMLElement>('.chip')?.style ?? {};
      return [measured.mock.calls.length, minWidth, transform];
    };
    expect(width(8)).toEqual([1, '120px', 'translate(180px, 20px)']);
    measured.mockReturnValue(127);
    expect(width(10)).toEqual([1, '127px', 'translate(173px, 20px)']);
    expect(width(2)).toEqual([0, '127px', 'translate(173px, 20px)']);
    expect(width(15)).toEqual([0, '127px', 'translate(173px, 20px)']);
    Reflect.deleteProperty(HTMLElement.prototype, 'offsetWidth');
  });

  it('are nowhere without a place or words', () => {
    const { signs } = draw();
    signs.chip({ text: 'iCloud', tone: 'good' }, [], { isDark: false, isMoved: true });
    signs.banner(null, false);
    expect(root.childElementCount).toBe(0);
  });

  it('offer the way out, and only where there is one', () => {
    const { signs, onRemedy } = draw();
    signs.banner({ words: 'The password is refused.', remedy: 'connect' }, false);
    const button = root.querySelector<HTMLButtonElement>('.banner button');
    expect([button?.textContent, button?.hidden]).toEqual(['Enter the password', false]);
    button?.click();
    expect(onRemedy).toHaveBeenCalledWith('connect');
    signs.banner({ words: 'iCloud is away.', remedy: null }, false);
    expect(button?.hidden).toBe(true);
  });

  it('say what was missed meanwhile, as long as there is something to say', () => {
    const { signs } = draw();
    const missed = ['Last read today at 14:05.', '2 bookings wait to be added to iCloud.'];
    signs.banner({ words: 'The password is refused.', remedy: 'connect', missed }, false);
    const line = root.querySelector<HTMLElement>('.missed');
    expect(line?.textContent).toBe('Last read today at 14:05. 2 bookings wait to be added to iCloud.');
    signs.banner({ words: 'iCloud is away.', remedy: null }, false);
    expect(line?.hidden).toBe(true);
  });
});
