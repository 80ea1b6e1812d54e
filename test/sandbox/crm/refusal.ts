/** The API's way to say no: an HTTP status and a sentence, in the shape of HighLevel's error bodies. */
export class CrmRefusal extends Error {
  readonly status: number;

  constructor(status: 400 | 401 | 404 | 422, message: string) {
    super(message);
    this.name = 'CrmRefusal';
    this.status = status;
  }

  /** `BadRequestDTO`, or `UnprocessableDTO`, whose message is a list. */
  toBody(traceId: string): { statusCode: number; message: string | string[]; traceId: string } {
    return { statusCode: this.status, message: this.status === 422 ? [this.message] : this.message, traceId };
  }
}

/** Gives `record`, or refuses with 404 when there is none. */
export function found<T>(record: T | undefined, what: string): T {
  if (record === undefined) throw new CrmRefusal(404, `${what} not found.`);
  return record;
}
