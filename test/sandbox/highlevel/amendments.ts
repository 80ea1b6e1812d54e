/** A part of an OpenAPI document, as JSON. */
// biome-ignore lint/suspicious/noExplicitAny: a document of a specification is any JSON.
export type Json = any;

export type SpecificationName = 'calendars' | 'users' | 'locations';

/** One place in which the API is known to behave otherwise than its specification says. */
export interface Amendment {
  readonly document: SpecificationName | 'all';
  /** Where, in the words of the specification. */
  readonly path: string;
  readonly what: string;
  readonly why: string;
  apply(document: Json): void;
}

const schema = (document: Json, name: string): Json => document.components.schemas[name];
const asText = (fields: readonly string[], target: Json): void => {
  for (const field of fields) target.properties[field].type = 'string';
};

/** All that the stand-in and its judges hold against the specification. Nothing else of the files is changed. */
export const AMENDMENTS: readonly Amendment[] = [
  {
    document: 'calendars',
    path: 'components.schemas: examples',
    what: 'left out',
    why: 'The files say openapi 3.0.0, whose schemas know "example" alone; a validator refuses the document for it.',
    apply: (document) => {
      for (const { properties = {} } of Object.values(document.components.schemas) as Json[]) {
        for (const property of Object.values(properties) as Json[]) delete property.examples;
      }
    },
  },
  {
    document: 'all',
    path: 'components.securitySchemes: name, in',
    what: 'left out',
    why: 'They belong to the type "apiKey"; these are of the type "http", and the document is refused for it.',
    apply: (document) => {
      for (const scheme of Object.values(document.components.securitySchemes) as Json[]) {
        delete scheme.name;
        delete scheme.in;
      }
    },
  },
  {
    document: 'calendars',
    path: 'BlockSlotCreateRequestDTO, BlockSlotEditRequestDTO: calendarId',
    what: 'not required',
    why: 'The API answers 400 for the id of an ordinary calendar; a block is keyed by assignedUserId.',
    apply: (document) => {
      for (const name of ['BlockSlotCreateRequestDTO', 'BlockSlotEditRequestDTO']) {
        schema(document, name).required = ['locationId', 'assignedUserId', 'startTime', 'endTime'];
      }
    },
  },
  {
    document: 'calendars',
    path: 'CalendarEventDTO: startTime, endTime, dateAdded, dateUpdated',
    what: 'a string in place of an object',
    why: 'The generator wrote its date class as "object"; answers carry ISO text, as the examples beside it do.',
    apply: (document) =>
      asText(['startTime', 'endTime', 'dateAdded', 'dateUpdated'], schema(document, 'CalendarEventDTO')),
  },
  {
    document: 'calendars',
    path: 'BlockedSlotSuccessfulResponseDto: startTime, endTime',
    what: 'a string in place of an object',
    why: 'As above.',
    apply: (document) => asText(['startTime', 'endTime'], schema(document, 'BlockedSlotSuccessfulResponseDto')),
  },
  {
    document: 'calendars',
    path: 'GET /calendars/{calendarId}/free-slots: 200',
    what: 'a traceId beside the days',
    why: 'Answers carry it, though every member is specified as a day with slots.',
    apply: (document) => {
      const answer = document.paths['/calendars/{calendarId}/free-slots'].get.responses['200'];
      answer.content['application/json'].schema.properties = { traceId: { type: 'string' } };
    },
  },
  {
    document: 'calendars',
    path: 'GET /calendars/blocked-slots: 200',
    what: 'entries need only id, title, locationId, startTime and endTime; they may have isFullDay and deleted',
    why: 'A block has no contact, group or status, and what came from a third-party calendar has no calendar either.',
    apply: (document) => {
      const { required: _, ...event } = schema(document, 'CalendarEventDTO');
      const more = { isFullDay: { type: 'boolean' }, deleted: { type: 'boolean' } };
      const entry = { ...event, properties: { ...event.properties, ...more } };
      document.components.schemas.BlockedSlotEntry = {
        ...entry,
        required: ['id', 'title', 'locationId', 'startTime', 'endTime'],
      };
      const answer = document.paths['/calendars/blocked-slots'].get.responses['200'].content['application/json'];
      const events = { type: 'array', items: { $ref: '#/components/schemas/BlockedSlotEntry' } };
      answer.schema = { type: 'object', required: ['events'], properties: { events } };
    },
  },
  {
    document: 'calendars',
    path: 'the request bodies of block-slots, appointments and DELETE /calendars/events/{eventId}',
    what: 'no field beyond those named',
    why: 'The API answers 422 "property … should not exist".',
    apply: (document) => {
      for (const name of ['BlockSlotCreateRequestDTO', 'BlockSlotEditRequestDTO', ...APPOINTMENT_BODIES]) {
        schema(document, name).additionalProperties = false;
      }
    },
  },
  {
    document: 'all',
    path: 'every operation: responses',
    what: '403, 404, 422 and 429 as well',
    why: 'Another sub-account, an unknown id, a refused field and the rate limits answer so; few operations name them.',
    apply: (document) => {
      for (const operation of operations(document)) {
        for (const status of ['403', '404', '429']) operation.responses[status] ??= answerOf('BadRequestDTO');
        operation.responses['422'] ??= answerOf('UnprocessableDTO');
      }
    },
  },
];

const APPOINTMENT_BODIES = ['AppointmentCreateSchema', 'AppointmentEditSchema', 'DeleteAppointmentSchema'] as const;

function answerOf(name: string): Json {
  const content = { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } };
  return { description: 'Not in the specification', content };
}

function operations(document: Json): Json[] {
  return Object.values(document.paths).flatMap((path) => Object.values(path as object));
}
