import type { HighLevel } from './start.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: an answer is whatever the server sends; the tests look at its fields.
  readonly body: any;
}

const VERSIONS: readonly (readonly [string, string])[] = [
  ['/calendars', '2021-04-15'],
  ['/', '2021-07-28'],
];

/** Asks as a rightful client would, with the first grant's token and the path's version; `headers` replace them. */
export async function askHighLevel(
  { url, grants }: HighLevel,
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const version = VERSIONS.find(([start]) => path.startsWith(start))?.[1] ?? '';
  const content = body ? { 'content-type': 'application/json' } : {};
  const rightful = { authorization: `Bearer ${grants[0]?.token}`, version, ...content };
  const sent = body ? { body: JSON.stringify(body) } : {};
  const response = await fetch(`${url}${path}`, { method, headers: { ...rightful, ...headers }, ...sent });
  const isJson = response.headers.get('content-type')?.includes('json');
  return {
    status: response.status,
    headers: response.headers,
    body: isJson ? await response.json() : await response.text(),
  };
}

/** A customer books on the public page; `startTime` is ISO with an offset. Gives the appointment. */
export async function bookAsCustomer(
  highLevel: HighLevel,
  calendarId: string,
  startTime: string,
  firstName = 'Maya',
): Promise<Answer['body']> {
  const booking = { calendarId, startTime, timezone: 'UTC', contact: { firstName, lastName: 'Lind' } };
  const path = '/calendars/events/appointments/widget';
  const answer = await askHighLevel(highLevel, 'POST', path, booking, { authorization: '', version: '' });
  if (answer.status !== 200) throw new Error(`The booking was refused: ${JSON.stringify(answer.body)}`);
  return answer.body;
}
