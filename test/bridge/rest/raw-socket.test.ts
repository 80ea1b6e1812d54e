import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type Setting, startSetting } from './connected.ts';

let setting: Setting;
afterEach(() => setting.stop());

/** Sends these bytes and gives all that comes back until the other side closes. */
function exchange(port: number, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    let heard = '';
    socket.setEncoding('utf8').on('data', (part: string) => {
      heard += part;
    });
    socket.once('error', reject);
    socket.once('close', () => resolve(heard));
  });
}

describe('a request without Host', () => {
  it('is refused like any other that does not name this program', async () => {
    setting = await startSetting();
    const answer = await exchange(setting.bridge.port, 'GET /v1/health HTTP/1.1\r\nConnection: close\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 421 /);
    expect(answer).toContain('"code":"wrong-host"');
  });
});
