import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startRadicale } from './radicale.ts';

const USERS = { ann: 'pass:wörd ☂' };
const EVENT =
  'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n' +
  'DTSTART:20260105T100000Z\r\nDTEND:20260105T110000Z\r\nSUMMARY:One\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n';

async function read(url: string): Promise<{ status: number; text: string }> {
  const credentials = Buffer.from(`ann:${USERS.ann}`).toString('base64');
  const answer = await fetch(url, { headers: { authorization: `Basic ${credentials}` } });
  return { status: answer.status, text: await answer.text() };
}

test('a server that was stopped and started again on the same folder and port has kept its events', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'slotbridge-radicale-again-'));
  const first = await startRadicale({ users: USERS, folder });
  await first.mkcalendar('/ann/home/', { name: 'Home & garden', color: '#FF2968FF' });
  await first.put('/ann/home/1.ics', EVENT);
  await first.stop();
  await expect(fetch(first.url)).rejects.toThrow();
  const second = await startRadicale({ users: USERS, folder, port: first.port });
  try {
    expect(second.url).toBe(first.url);
    expect((await read(`${second.url}ann/home/1.ics`)).text).toContain('SUMMARY:One');
    await second.delete('/ann/home/1.ics');
    expect((await read(`${second.url}ann/home/1.ics`)).status).toBe(404);
  } finally {
    await second.stop();
    await rm(folder, { recursive: true, force: true });
  }
});

test('a request that Radicale refuses throws with its status', async () => {
  const server = await startRadicale({ users: USERS });
  try {
    await expect(server.delete('/ann/nothing.ics')).rejects.toThrow('404');
    await expect(server.put('/bob/home/1.ics', EVENT)).rejects.toThrow('401');
  } finally {
    await server.stop();
  }
});
