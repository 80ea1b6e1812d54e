import { describe, expect, it } from 'vitest';
import { remembered } from '../../../extension/crm/remembered.ts';

describe('a remembered function', () => {
  it('works out each answer once, and tells arguments apart', () => {
    const asked: string[] = [];
    const join = remembered((text: string, number: number) => {
      asked.push(`${text} ${number}`);
      return { text, number };
    });
    expect([join('a', 1), join('a', 1), join('a', 11), join('a1', 1)]).toEqual([
      { text: 'a', number: 1 },
      { text: 'a', number: 1 },
      { text: 'a', number: 11 },
      { text: 'a1', number: 1 },
    ]);
    expect(asked).toEqual(['a 1', 'a 11', 'a1 1']);
  });

  it('asks again after a failure, and forgets when it holds very many', () => {
    let failures = 0;
    const half = remembered((number: number) => {
      if (number === 3) {
        failures += 1;
        throw new RangeError('odd');
      }
      return { half: number / 2 };
    });
    for (const _time of [1, 2]) expect(() => half(3)).toThrow(RangeError);
    const first = half(10);
    expect(half(10)).toBe(first);
    for (let number = 100; number < 10_000; number += 1) half(number);
    expect(half(10)).not.toBe(first);
    expect(failures).toBe(2);
  });
});
