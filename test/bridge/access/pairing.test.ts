import { describe, expect, it } from 'vitest';
import { Pairing } from '../../../bridge/access/pairing.ts';
import { BridgeError } from '../../../bridge/errors/bridge-error.ts';

/** Every draw is the next letter of the alphabet, so that the first code is 2345-6789 and the second ABCD-EFGH. */
function pairing() {
  const time = { now: 1_000_000 };
  let drawn = 0;
  return { time, pairing: new Pairing({ now: () => time.now }, (below) => drawn++ % below) };
}

function outcome(work: () => void): string {
  try {
    work();
    return 'paired';
  } catch (error) {
    return error instanceof BridgeError ? error.code : String(error);
  }
}

const many = (count: number, work: () => void) => Array.from({ length: count }, () => outcome(work));

describe('a pairing code', () => {
  it('is shown in two groups of four', () => {
    const { pairing: desk } = pairing();
    expect(desk.open().code).toBe('2345-6789');
  });

  it.each(['ABCD-EFGH', 'abcdefgh', ' abcd efgh ', 'ABCD–EFGH'])('is known however it is typed: %s', (typed) => {
    const { pairing: desk } = pairing();
    desk.open();
    desk.use('2345-6789');
    expect(desk.open().code).toBe('ABCD-EFGH');
    expect(outcome(() => desk.use(typed))).toBe('paired');
  });

  it('is used once', () => {
    const { pairing: desk } = pairing();
    desk.open();
    expect(many(2, () => desk.use('2345-6789'))).toEqual(['paired', 'pairing-closed']);
  });

  it('lives 120 s and not a millisecond longer', () => {
    const { pairing: desk, time } = pairing();
    desk.open();
    time.now += 119_999;
    expect(desk.current()?.code).toBe('2345-6789');
    time.now += 1;
    expect(desk.current()).toBeNull();
    expect(outcome(() => desk.use('2345-6789'))).toBe('pairing-closed');
  });

  it('still works after four wrong tries and is dead after five', () => {
    const { pairing: desk } = pairing();
    desk.open();
    expect(many(4, () => desk.use('WRNG-WRNG'))).toEqual(Array(4).fill('wrong-code'));
    expect(outcome(() => desk.use('2345-6789'))).toBe('paired');
    const other = pairing().pairing;
    other.open();
    expect(many(5, () => other.use('WRNG-WRNG'))).toEqual(Array(5).fill('wrong-code'));
    expect(outcome(() => other.use('2345-6789'))).toBe('too-many-attempts');
    expect(other.current()).toBeNull();
  });

  it.each(['', '2345', '2345-67899', '2345-6788', '🙂'])('counts %s as a wrong try', (typed) => {
    const { pairing: desk } = pairing();
    desk.open();
    expect(many(6, () => desk.use(typed)).slice(-2)).toEqual(['wrong-code', 'too-many-attempts']);
  });

  it('rests after it died, then pairing is closed until it is opened again', () => {
    const { pairing: desk, time } = pairing();
    desk.open();
    many(5, () => desk.use('WRNG-WRNG'));
    time.now += 4_999;
    expect(desk.resting).toBe(true);
    time.now += 1;
    expect(desk.resting).toBe(false);
    expect(outcome(() => desk.use('2345-6789'))).toBe('pairing-closed');
    expect(desk.open().code).toBe('ABCD-EFGH');
    expect(outcome(() => desk.use('ABCD-EFGH'))).toBe('paired');
  });

  it('is not replaced, nor made to live longer, by asking for one again', () => {
    const { pairing: desk, time } = pairing();
    const first = desk.open();
    time.now += 60_000;
    expect(desk.open()).toEqual(first);
  });

  it('has none of the letters that are taken for others', () => {
    const codes = Array.from(
      { length: 50 },
      () => new Pairing({ now: () => 0 }, (below) => Math.floor(Math.random() * below)),
    );
    for (const desk of codes) expect(desk.open().code).toMatch(/^[2-9A-HJ-KM-NP-TW-Z]{4}-[2-9A-HJ-KM-NP-TW-Z]{4}$/);
  });
});

it('without a code open, pairing is closed', () => {
  expect(outcome(() => pairing().pairing.use('2345-6789'))).toBe('pairing-closed');
});
