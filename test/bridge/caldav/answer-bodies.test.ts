import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { guard } from './guarded.ts';
import { literalServer } from './literal-server.ts';

const says = (text: string) => expect.stringContaining(text);

describe('the body', () => {
  test('is unpacked, decoded as UTF-8 across chunks, and counted', async () => {
    const text = '☂'.repeat(50_000);
    const server = await literalServer((_, response) => {
      response.writeHead(207, { 'content-encoding': 'gzip' }).end(gzipSync(text));
    });
    const { ask, traffic } = guard(server.url);
    expect((await ask()).text).toBe(text);
    expect(traffic).toEqual({ requests: 1, bytesReceived: 150_000 });
  });

  test.each([
    ['gzip', gzipSync],
    ['X-GZIP', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
    ['identity', (bytes: Buffer) => bytes],
    ['deflate, gzip', (bytes: Buffer) => gzipSync(deflateSync(bytes))],
  ])('is understood in the encoding %s', async (encoding, pack) => {
    const server = await literalServer((_, response) => {
      response.writeHead(207, { 'content-encoding': encoding }).end(pack(Buffer.from('Grüße\r\n'.repeat(9_000))));
    });
    expect((await guard(server.url).ask()).text).toBe('Grüße\r\n'.repeat(9_000));
  });

  test('is refused in an encoding that nobody asked for', async () => {
    const server = await literalServer((_, response) => {
      response.writeHead(207, { 'content-encoding': 'zstd' }).end('...');
    });
    await expect(guard(server.url).ask()).rejects.toMatchObject({ code: 'bad-answer', message: says('encoding') });
  });

  test('that is packed and damaged is an error', async () => {
    const server = await literalServer((_, response) => {
      response.writeHead(207, { 'content-encoding': 'gzip' }).end(Buffer.from('no gzip at all'));
    });
    await expect(guard(server.url).ask()).rejects.toMatchObject({ code: 'server-unreachable' });
  });

  test('may be empty, whatever its encoding', async () => {
    const server = await literalServer(
      (_, response) => void response.writeHead(404, { 'content-encoding': 'gzip' }).end(),
    );
    expect((await guard(server.url).ask()).text).toBe('');
  });

  test('is refused as soon as it is too long, also when it was packed small', async () => {
    const packed = gzipSync(Buffer.alloc(50_000_000));
    const server = await literalServer((_, response) => {
      response.writeHead(207, { 'content-encoding': 'gzip' }).end(packed);
    });
    const { ask, traffic } = guard(server.url);
    await expect(ask()).rejects.toMatchObject({ code: 'bad-answer', message: says('longer than 1000000 bytes') });
    expect(traffic.bytesReceived).toBeLessThan(3_000_000);
  });
});
