import { BridgeError } from '../errors/bridge-error.ts';

/** An answer went over the limit. Told apart, because a question for less may be answered. */
export class AnswerTooLong extends BridgeError {
  constructor(maxBytes: number) {
    const limit = maxBytes >= 1_048_576 ? `${Math.floor(maxBytes / 1_048_576)} MiB` : `${maxBytes} bytes`;
    super('bad-answer', { detail: `The calendar server's answer is longer than ${limit}, the most we take.` });
  }
}
