import { readFileSync } from 'node:fs';
import { AMENDMENTS, type Json, type SpecificationName } from './amendments.ts';

const FOLDER = new URL('./openapi/', import.meta.url);

export const SPECIFICATIONS: readonly SpecificationName[] = ['calendars', 'users', 'locations'];

/** HighLevel's document of that name, with the shared schemas brought in and the amendments applied. */
export function specification(name: SpecificationName): Json {
  const document = unamended(name);
  for (const { document: of, apply } of AMENDMENTS) if (of === name || of === 'all') apply(document);
  return document;
}

/** The document as HighLevel publishes it; only its references to the shared file are made to point inside. */
export function unamended(name: SpecificationName): Json {
  const text = readFileSync(new URL(`apps/${name}.json`, FOLDER), 'utf8');
  const document = JSON.parse(text.replaceAll('../common/common-schemas.json#', '#'));
  const common = JSON.parse(readFileSync(new URL('common/common-schemas.json', FOLDER), 'utf8'));
  document.components.schemas = { ...common.components.schemas, ...document.components.schemas };
  return document;
}
