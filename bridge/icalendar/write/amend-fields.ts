import type { Block } from './blocks.ts';
import type { Change } from './change.ts';
import { FIELDS, type Field, fieldsOf, TYPES } from './fields.ts';
import { NOTE, type Note, noteLine, noteOf, readNote } from './marks.ts';
import { mergedDescription } from './merged-description.ts';
import { linesNamed, setLine, splitLine, textIn, valueIn } from './properties.ts';
import { type LineParams, propertyLine } from './property-line.ts';

/** Writes the fields that the appointment changed, and notes what was written. */
export function amendFields(event: Block, { before, after }: Change): void {
  const wanted = fieldsOf(after);
  const note = noteOf(wanted);
  const noted = readNote(valueIn(event, NOTE) ?? '');
  const remembered: Note = before ? noteOf(fieldsOf(before)) : new Map();
  for (const field of FIELDS) {
    const [now, then] = [note.get(field), noted.get(field)];
    const unchanged = then === now || remembered.get(field) === now;
    if (!unchanged) writeField(event, field, wanted[field], then ?? remembered.get(field) ?? '');
    else if (then !== undefined) note.set(field, then);
  }
  setLine(event, NOTE, noteLine(note));
}

function writeField(event: Block, field: Field, wanted: string | null, written: string): void {
  const value = field === 'DESCRIPTION' ? mergedDescription(textIn(event, field) ?? '', written, wanted) : wanted;
  setLine(event, field, value === null ? null : propertyLine(field, TYPES[field], value, keptParams(event, field)));
  if (field === 'LOCATION') for (const name of PLACE) setLine(event, name, null);
}

/** What tells where the old place is. */
const PLACE = ['GEO', 'X-APPLE-STRUCTURED-LOCATION'];

/** Parameters that somebody added stay; those that tell of the old text's form or of another form of it do not. */
function keptParams(event: Block, field: Field): LineParams {
  const [line] = linesNamed(event, field);
  const { altrep: _altrep, encoding: _encoding, value: _value, ...kept } = line ? splitLine(line).params : {};
  return kept;
}
