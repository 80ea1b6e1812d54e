// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { inOneLook, rectOf } from '../../../extension/crm/one-look.ts';

function falling() {
  let top = 0;
  const element = document.createElement('div');
  element.getBoundingClientRect = () => {
    top += 1;
    return { top } as DOMRect;
  };
  return element;
}

it('an element is measured once in a look, also where another look is within it', () => {
  const element = falling();
  const tops = inOneLook(() => [rectOf(element).top, inOneLook(() => rectOf(element).top), rectOf(element).top]);
  expect(tops).toEqual([1, 1, 1]);
});

it('each look, and who looks at once, measures anew', () => {
  const element = falling();
  const look = () => inOneLook(() => rectOf(element).top);
  expect([look(), look(), rectOf(element).top, rectOf(element).top]).toEqual([1, 2, 3, 4]);
});

it('a look that failed leaves nothing behind', () => {
  const element = falling();
  const fails = () =>
    inOneLook(() => {
      throw new Error(String(rectOf(element).top));
    });
  expect(fails).toThrow('1');
  expect(rectOf(element).top).toBe(2);
});
