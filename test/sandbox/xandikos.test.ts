import { expect, test } from 'vitest';
import { startXandikos } from './xandikos.ts';

const EVENT =
  'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n' +
  'DTSTART:20260105T100000Z\r\nDTEND:20260105T110000Z\r\nSUMMARY:One\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n';

test('a calendar under a path keeps what is put into it and loses what is deleted', async () => {
  const server = await startXandikos({ user: 'ann', prefix: '/dav' });
  try {
    expect(server.home).toBe('/dav/ann/calendars/');
    await server.mkcalendar(`${server.home}work/`, { name: 'Work & play' });
    await server.put(`${server.home}work/1.ics`, EVENT);
    const read = () => fetch(new URL(`${server.home}work/1.ics`, server.url));
    expect(await (await read()).text()).toContain('SUMMARY:One');
    await server.delete(`${server.home}work/1.ics`);
    expect((await read()).status).toBe(404);
  } finally {
    await server.stop();
  }
  await expect(fetch(server.url)).rejects.toThrow();
});

test('a request that Xandikos refuses throws with its status', async () => {
  const server = await startXandikos({ user: 'ann' });
  try {
    await expect(server.delete(`${server.home}calendar/nothing.ics`)).rejects.toThrow('404');
  } finally {
    await server.stop();
  }
});
