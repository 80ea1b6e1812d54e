import { describe, expect, it, vi } from 'vitest';
import { Id, Instant, TimeZone } from '../../shared/contract/values.ts';

describe('what the contract takes as an id, an instant and a zone', () => {
  it.each(['a1', 'M_1799766000000_3600', 'é', '😀', 'a?b#c', '__proto__', 'x'.repeat(200)])('takes the id %j', (id) => {
    expect(Id.parse(id)).toBe(id);
  });

  it.each([
    '',
    ' ',
    'a b',
    'a/b',
    'a\\b',
    'a\u0000b',
    'a\u0001',
    'a\u007f',
    'a\u0085b',
    'a\r\nb',
    '\ud800',
    'x'.repeat(201),
  ])('refuses the id %j, which an event could not carry as it is', (id) => {
    expect(Id.safeParse(id).success).toBe(false);
  });

  it('knows a zone again, however it is written, and never one that is none', () => {
    const asked = ['Europe/Kyiv', 'europe/kyiv', 'Europe/Kyiv', 'Mars/Phobos', 'Mars/Phobos', '+02:00', ''];
    expect(asked.map((name) => TimeZone.safeParse(name).success)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it('asks the computer for a zone once, since asking takes long', ({ onTestFinished }) => {
    TimeZone.parse('America/Santiago');
    const asking = vi.spyOn(Intl, 'DateTimeFormat');
    onTestFinished(() => asking.mockRestore());
    TimeZone.parse('America/Santiago');
    TimeZone.parse('america/santiago');
    expect(asking).not.toHaveBeenCalled();
    TimeZone.parse('America/Lima');
    expect(asking).toHaveBeenCalledTimes(1);
  });

  it('reads RFC 3339 with small letters and any offset, and nothing without one', () => {
    expect(Instant.parse('2027-01-12t15:00:00z')).toBe('2027-01-12T15:00:00Z');
    expect(Instant.safeParse('2027-01-13T23:59:00+14:00').success).toBe(true);
    expect(Instant.safeParse('2027-01-12T15:00:00').success).toBe(false);
    expect(Instant.safeParse('2027-02-29T15:00:00Z').success).toBe(false);
  });
});
