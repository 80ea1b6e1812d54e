import type { Block } from './blocks.ts';
import type { Change } from './change.ts';
import { FIELDS, type Field, type Fields, fieldsOf, TYPES } from './fields.ts';
import { digestOf, NOTE, noteLine, noteOf, readNote } from './marks.ts';
import { mergedDescription } from './merged-description.ts';
import { linesNamed, setLine, splitLine, textIn, valueIn } from './properties.ts';
import { type LineParams, propertyLine } from './property-line.ts';

/** Writes the fields that the appointment changed, and notes what was written. */
export function amendFields(event: Block, { before, after }: Change): void {
  const wanted = fieldsOf(after);
  const old = before && fieldsOf(before);
  const written = readNote(valueIn(event, NOTE) ?? '');
  const note = noteOf(wanted);
  for (const field of FIELDS) {
    const last = written.get(field);
    const known = last === digestOf(wanted[field]) || (old !== null && old[field] === wanted[field]);
    if (!known) writeField(event, field, wanted, old);
    else if (last !== undefined) note.set(field, last);
  }
  setLine(event, NOTE, noteLine(note));
}

function writeField(event: Block, field: Field, wanted: Fields, old: Fields | null): void {
  const value =
    field === 'DESCRIPTION'
      ? mergedDescription(textIn(event, field), old?.[field] ?? null, wanted[field])
      : wanted[field];
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
