import { offerPart } from './parts.ts';
import { createPickNote } from './pick-note.ts';

offerPart('pick-note', createPickNote);
