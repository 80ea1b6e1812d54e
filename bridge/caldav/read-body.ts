import type { Traffic } from '../domain/remote.ts';
import { AnswerTooLong } from './answer-too-long.ts';

/**
 * The body as UTF-8 text, counted into `traffic` (after decompression) while it streams.
 *
 * @throws AnswerTooLong as soon as it is longer than `maxBytes`; whatever the stream throws.
 */
export async function readBody(response: Response, maxBytes: number, traffic: Traffic): Promise<string> {
  if (response.body === null) return '';
  const chunks: Uint8Array[] = [];
  let received = 0;
  for await (const chunk of response.body as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>) {
    received += chunk.byteLength;
    traffic.bytesReceived += chunk.byteLength;
    // Leaving the loop cancels the stream, so nothing more is received.
    if (received > maxBytes) throw new AnswerTooLong(maxBytes);
    chunks.push(chunk);
  }
  return new TextDecoder('utf-8').decode(Buffer.concat(chunks));
}
