import { describe, expect, it } from 'vitest';
import { type Saying, say, sayCount } from '../../../extension/words/say.ts';

describe('a sentence', () => {
  it('has what is given in its places', () => {
    expect(say('welcomePerson', 'Ann Lee', 'Acme $1 Clinic')).toBe('Ann Lee in Acme $1 Clinic');
  });

  it('about one differs from one about several', () => {
    expect(sayCount('welcomeBlocking', 1)).toBe('1 calendar blocks your time.');
    expect(sayCount('welcomeBlocking', 1200)).toBe('1,200 calendars block your time.');
    expect(sayCount('welcomeBlocking', 0)).toBe('0 calendars block your time.');
  });

  it('that no language has is a fault, and never an empty place', () => {
    expect(() => say('neverWritten' as Saying)).toThrow('neverWritten');
  });
});
