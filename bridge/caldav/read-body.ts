import type { Traffic } from '../domain/remote.ts';
import { AnswerTooLong } from './answer-too-long.ts';

/**
 * The body as UTF-8 text, counted into `traffic` (after decompression) while it streams.
 *
 * @throws AnswerTooLong as soon as it is longer than `maxBytes`; whatever the stream throws.
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
    if (received > maxBytes) throw new AnswerTooLong(maxBytes);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
