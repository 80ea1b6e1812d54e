import { isAscii } from 'node:buffer';
import { promisify } from 'node:util';
import { brotliDecompress, constants, inflateRaw, unzip, type ZlibOptions } from 'node:zlib';
import type { Traffic } from '../domain/remote.ts';
import { AnswerTooLong } from './answer-too-long.ts';
import type { WireAnswer } from './exchange.ts';
import { badEncoding } from './network-failure.ts';

/** What `readBody` takes apart. */
export const ENCODINGS = 'gzip, deflate, br';

/**
 * The body as UTF-8 text. It is counted into `traffic` as it is after decompression.
 *
 * @throws AnswerTooLong as soon as it is longer than `maxBytes`, compressed or not; BridgeError `bad-answer` for an
 * encoding that was not asked for; whatever the connection throws.
 */
export async function readBody({ headers, body }: WireAnswer, maxBytes: number, traffic: Traffic): Promise<string> {
  let bytes = await received(body, maxBytes);
  for (const encoding of encodingsOf(headers.get('content-encoding'))) {
    bytes = await decompressed(bytes, encoding, maxBytes);
  }
  traffic.bytesReceived += bytes.byteLength;
  return textOf(bytes);
}

async function received(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.byteLength;
    // Leaving the loop destroys the stream, so nothing more is received.
    if (length > maxBytes) throw new AnswerTooLong(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The last one that was applied comes first (RFC 9110 8.4). */
function encodingsOf(header: string | null): string[] {
  const named = (header ?? '').split(',').map((name) => name.trim().toLowerCase());
  return named.filter((name) => name !== '' && name !== 'identity').reverse();
}

type Decompress = (bytes: Buffer, options: ZlibOptions) => Promise<Buffer>;

const inflated: Decompress = promisify(unzip);
const inflatedBare: Decompress = promisify(inflateRaw);
const unbrotlied = promisify(brotliDecompress);

/** Some servers send bare DEFLATE under the name of its wrapped form, which begins with an 8. */
const deflated: Decompress = (bytes, options) =>
  ((bytes[0] ?? 0) & 0x0f) === 8 ? inflated(bytes, options) : inflatedBare(bytes, options);

const BY_NAME: Readonly<Record<string, Decompress>> = {
  gzip: inflated,
  'x-gzip': inflated,
  deflate: deflated,
  br: (bytes, { chunkSize, maxOutputLength }) => unbrotlied(bytes, { chunkSize, maxOutputLength }),
};

async function decompressed(bytes: Buffer, encoding: string, maxBytes: number): Promise<Buffer> {
  const decompress = Object.hasOwn(BY_NAME, encoding) ? BY_NAME[encoding] : undefined;
  if (!decompress) throw badEncoding();
  if (bytes.byteLength === 0) return bytes;
  try {
    return await decompress(bytes, {
      chunkSize: pieceFor(bytes),
      maxOutputLength: maxBytes,
      // A trailer that is missing harms nothing; a text that is cut short is noticed where it is read.
      finishFlush: constants.Z_SYNC_FLUSH,
    });
  } catch (error) {
    if (error instanceof RangeError) throw new AnswerTooLong(maxBytes);
    throw error;
  }
}

/** Room for all of it at once spares going back and forth, and putting pieces together. */
function pieceFor(bytes: Buffer): number {
  return Math.min(Math.max(toldLength(bytes) + 1, 4 * bytes.byteLength, 16 * 1024), 1_048_576);
}

/** The last four bytes of gzip tell how long the text is (RFC 1952 2.3.1). Of anything else they tell nothing, which does no harm. */
function toldLength(bytes: Buffer): number {
  return bytes.byteLength < 4 ? 0 : bytes.readUInt32LE(bytes.byteLength - 4);
}

/** Nearly every answer is ASCII, which is read many times faster, and takes half the memory, when it is known to be. */
function textOf(bytes: Buffer): string {
  return isAscii(bytes) ? bytes.toString('latin1') : new TextDecoder('utf-8').decode(bytes);
}
