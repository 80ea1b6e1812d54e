import { describe, expect, it } from 'vitest';
import { amended, edited, TEXT } from './amending.ts';
import { APPOINTMENT, appointment, linesOf } from './linked-events.ts';

describe('a description', () => {
  const link = `Open the appointment: ${APPOINTMENT.url}`;
  const changed = appointment({ notes: 'Bring the papers\nand a pen' });

  /** The event's description after the person made `lines` of it and the appointment got other notes. */
  function madeOf(...lines: readonly string[]): string | undefined {
    const text = edited(TEXT, [/DESCRIPTION:.*/, `DESCRIPTION:${lines.join('\\n')}`]);
    return linesOf(amended(text, changed, null), 'DESCRIPTION')[0]
      ?.replace('DESCRIPTION:', '')
      .replaceAll('\\n', '\n');
  }

  const ours = ['With Anna Schmidt', '', 'Bring the papers', 'and a pen', '', link];

  it('that nobody touched is the appointment’s', () => {
    expect(madeOf('With Anna Schmidt', '', 'Bring the keys', '', link)).toBe(ours.join('\n'));
  });

  it('keeps what the person wrote below', () => {
    expect(madeOf('With Anna Schmidt', '', 'Bring the keys', '', link, '', 'Her dog', ' bites')).toBe(
      [...ours, '', 'Her dog', ' bites'].join('\n'),
    );
  });

  it('keeps what the person wrote above', () => {
    expect(madeOf('Important!', 'With Anna Schmidt', '', 'Bring the keys', '', link)).toBe(
      ['Important!', '', ...ours].join('\n'),
    );
  });

  it('keeps what the person wrote in between, and does not repeat what they took out', () => {
    expect(madeOf('Bring the keys', 'of the car', link)).toBe([...ours, '', 'of the car'].join('\n'));
  });

  it('that is the person’s alone follows ours', () => {
    expect(madeOf('Mine')).toBe([...ours, '', 'Mine'].join('\n'));
  });

  it('goes when neither side has anything to say', () => {
    const silent = appointment({ notes: null, contactName: null, url: null });
    expect(linesOf(amended(TEXT, silent, null), 'DESCRIPTION')).toEqual([]);
  });
});
