import type { IncomingMessage } from 'node:http';
import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Traffic } from '../domain/remote.ts';
import { unreachable } from './feed-failure.ts';

const DECOMPRESSORS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

export const ENCODINGS = 'gzip, deflate, br';

/**
 * The body as text, in pieces as they came, counted into `traffic` after decompression. It ends as soon as it is longer
 * than `maxBytes`: a few kilobytes can decompress into any length.
 *
 * @throws BridgeError `feed-unreachable` when it is too long or oddly encoded; whatever the connection throws.
 */
export async function readFeedBody(response: IncomingMessage, maxBytes: number, traffic: Traffic): Promise<string[]> {
  const decoder = decoderFor(response.headers['content-type']);
  const pieces: string[] = [];
  let received = 0;
  for await (const chunk of decompressed(response) as AsyncIterable<Buffer>) {
    received += chunk.byteLength;
    traffic.bytesReceived += chunk.byteLength;
    // Leaving the loop destroys the stream, so nothing more is received.
    if (received > maxBytes) throw tooLong(maxBytes);
    pieces.push(decoder.decode(chunk, { stream: true }));
  }
  pieces.push(decoder.decode());
  return pieces;
}

function decompressed(response: IncomingMessage): Readable {
  const encoding = (response.headers['content-encoding'] ?? '').trim().toLowerCase();
  if (encoding === '' || encoding === 'identity') return response;
  const decompressor = DECOMPRESSORS[encoding]?.();
  if (!decompressor) throw unreachable('The calendar comes in an encoding that is not known here.');
  // A failure of either stream reaches the reader of the last one, who throws it.
  return pipeline(response, decompressor, () => undefined);
}

/** The character set that the server names; UTF-8 (RFC 5545 3.1.4) where it names none or one nobody knows. */
function decoderFor(contentType: string | undefined): TextDecoder {
  const label = /charset="?([^\s";]+)/i.exec(contentType ?? '')?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(label);
  } catch (error) {
    if (error instanceof RangeError) return new TextDecoder('utf-8');
    throw error;
  }
}

function tooLong(maxBytes: number) {
  const limit = maxBytes >= 1_048_576 ? `${Math.floor(maxBytes / 1_048_576)} MiB` : `${maxBytes} bytes`;
  return unreachable(`The calendar is longer than ${limit}, the most we take.`);
}
