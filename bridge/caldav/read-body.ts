import type { Traffic } from '../domain/remote.ts';
import { BridgeError } from '../errors/bridge-error.ts';

/**
 * The body as UTF-8 text, counted into `traffic` (after decompression) while it streams.
 *
 * @throws BridgeError `bad-answer` as soon as it is longer than `maxBytes`; whatever the stream throws.
 */
export async function readBody(response: Response, maxBytes: number, traffic: Traffic): Promise<string> {
  if (response.body === null) return '';
  const decoder = new TextDecoder('utf-8');
  let text = '';
  let received = 0;
  for await (const chunk of response.body as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>) {
    received += chunk.byteLength;
    traffic.bytesReceived += chunk.byteLength;
    // Leaving the loop cancels the stream, so nothing more is received.
    if (received > maxBytes) throw tooLong(maxBytes);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function tooLong(maxBytes: number): BridgeError {
  const limit = maxBytes >= 1_048_576 ? `${Math.floor(maxBytes / 1_048_576)} MiB` : `${maxBytes} bytes`;
  return new BridgeError('bad-answer', {
    detail: `The calendar server's answer is longer than ${limit}, the most we take.`,
  });
}
