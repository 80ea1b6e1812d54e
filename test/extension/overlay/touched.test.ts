// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gatherTouched, type Touched } from '../../../extension/overlay/touched.ts';

const one = (id: string) => document.getElementById(id) as HTMLElement;

/** What is gathered of the changes that `change` makes. */
async function changedBy(change: () => void): Promise<Touched> {
  const gathered = gatherTouched();
  const observer = new MutationObserver((records) => gathered.add(records));
  observer.observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
  change();
  await new Promise((resolve) => setTimeout(resolve, 0));
  observer.disconnect();
  return gathered.take();
}

beforeEach(() => {
  document.body.innerHTML = `<h2 id="title">Nov 22</h2><p id="aside">Loading</p>
    <div id="grid"><b id="heading">Mon</b><div id="column"><i id="events"></i></div></div>`;
});
afterEach(() => {
  document.body.innerHTML = '';
});

describe('what changed in a page', () => {
  it('is only in a column where an appointment came into what stands in it', async () => {
    const touched = await changedBy(() => one('events').append(document.createElement('a')));
    expect([touched.isOnlyIn([one('column')]), touched.isOnlyIn([one('heading')])]).toEqual([true, false]);
    expect(touched.isOnlyIn([one('heading'), one('column')])).toBe(true);
  });

  it.each<[string, () => void]>([
    ['the column got another date', () => one('column').setAttribute('data-date', '2026-11-30')],
    ['the column’s own children came and went', () => one('column').replaceChildren()],
    ['the heading changed as well', () => one('heading').append('!')],
    ['the column is another one', () => one('column').replaceWith(document.createElement('div'))],
  ])('is not only in a column where %s', async (_what, change) => {
    const column = one('column');
    const touched = await changedBy(() => {
      one('events').append('10:00');
      change();
    });
    expect(touched.isOnlyIn([column])).toBe(false);
  });

  it.each<[string, boolean, () => void]>([
    ['words beside it changed', true, () => one('title').replaceChildren('Nov 29')],
    ['a dialog came', true, () => document.body.append(document.createElement('dialog'))],
    ['something beside it looks otherwise', true, () => one('aside').setAttribute('class', 'open')],
    ['the grid was drawn anew', false, () => one('grid').replaceChildren(document.createElement('table'))],
    ['something within the grid looks otherwise', false, () => one('heading').setAttribute('class', 'today')],
    ['the grid itself looks otherwise', false, () => one('grid').setAttribute('class', 'wide')],
  ])('where %s, something may lie over the grid: %s', async (_what, isBeside, change) => {
    const grid = one('grid');
    expect((await changedBy(change)).isBeside(grid)).toBe(isBeside);
  });

  it('may be anything where that is said, or where it is very much', async () => {
    const gathered = gatherTouched();
    gathered.add();
    gathered.add([]);
    const said = gathered.take();
    expect([said.isOnlyIn([document.body]), said.isBeside(document.body)]).toEqual([false, true]);
    const much = await changedBy(() => {
      for (let count = 0; count < 300; count += 1) one('events').append(document.createElement('a'));
    });
    expect([much.isOnlyIn([one('column')]), much.isBeside(one('grid'))]).toEqual([false, true]);
  });

  it('is told once: then it begins anew', () => {
    const gathered = gatherTouched();
    gathered.add();
    gathered.take();
    const nothing = gathered.take();
    expect([nothing.isOnlyIn([]), nothing.isBeside(document.body)]).toEqual([true, false]);
  });
});
