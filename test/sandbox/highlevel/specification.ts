import { readFileSync } from 'node:fs';
import { AMENDMENTS, type Json, type SpecificationName } from './amendments.ts';

const FOLDER = new URL('./openapi/', import.meta.url);

export const SPECIFICATIONS: readonly SpecificationName[] = ['calendars', 'users', 'locations'];

/** The paths that are served; every other one is answered 404, and is a fault of whoever asks for it. */
const SERVED: readonly string[] = [
  '/calendars/',
  '/calendars/{calendarId}',
  '/calendars/{calendarId}/free-slots',
  '/calendars/blocked-slots',
  '/calendars/events',
  '/calendars/events/{eventId}',
  '/calendars/events/appointments',
  '/calendars/events/appointments/{eventId}',
  '/calendars/events/block-slots',
  '/calendars/events/block-slots/{eventId}',
  '/users/',
  '/locations/{locationId}',
];

/** HighLevel's document of that name, with the shared schemas brought in, cut to what is served, and amended. */
export function specification(name: SpecificationName): Json {
  const document = served(published(name));
  for (const { document: of, apply } of AMENDMENTS) if (of === name || of === 'all') apply(document);
  return document;
}

/** All three in one, as they are served under one address. */
export function wholeSpecification(): Json {
  const [first, ...others] = SPECIFICATIONS.map(specification);
  for (const { paths, components } of others) {
    Object.assign(first.paths, paths);
    for (const [name, schema] of Object.entries(components.schemas)) {
      const known = first.components.schemas[name];
      if (known && JSON.stringify(known) !== JSON.stringify(schema)) throw new Error(`Two schemas are named ${name}.`);
      first.components.schemas[name] = schema;
    }
    Object.assign(first.components.securitySchemes, components.securitySchemes);
  }
  return first;
}

/** The document as HighLevel publishes it; only its references to the shared file are made to point inside. */
export function published(name: SpecificationName): Json {
  const text = readFileSync(new URL(`apps/${name}.json`, FOLDER), 'utf8');
  const document = JSON.parse(text.replaceAll('../common/common-schemas.json#', '#'));
  const common = JSON.parse(readFileSync(new URL('common/common-schemas.json', FOLDER), 'utf8'));
  document.components.schemas = { ...common.components.schemas, ...document.components.schemas };
  return document;
}

/** Validators would take seconds for the whole of the files, most of which nobody here asks for. */
function served(document: Json): Json {
  const paths = Object.fromEntries(Object.entries(document.paths).filter(([path]) => SERVED.includes(path)));
  const { schemas } = document.components;
  const needed = new Set(['BadRequestDTO', 'UnprocessableDTO', ...referredBy(paths)]);
  for (const name of needed) for (const further of referredBy(schemas[name])) needed.add(further);
  const kept = Object.fromEntries([...needed].map((name) => [name, schemas[name]]));
  return { ...document, paths, components: { ...document.components, schemas: kept } };
}

function referredBy(part: Json): string[] {
  return [...JSON.stringify(part).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map((match) => match[1]!);
}
