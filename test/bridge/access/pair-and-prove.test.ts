import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ask, EXTENSION, openDoors } from './doors.ts';

const NONCE = 'n'.repeat(43);

/** Worked out as the contract has it, apart from the bridge's own code. */
function expectedProof(token: string, port: number, nonce = NONCE): string {
  const key = createHash('sha256').update('prove:').update(token).digest();
  return createHmac('sha256', key).update(nonce).update('|').update(String(port)).digest('hex');
}

const request = (code: string) => ({ code, clientName: 'Chrome on laptop', nonce: NONCE });

async function paired() {
  const doors = await openDoors();
  const { code } = doors.pairing.open();
  const reply = await ask(doors.port, 'POST /v1/pair', [`Origin: ${EXTENSION}`], request(code));
  return { ...doors, reply, body: reply.body as { clientId: string; token: string; proof: string } };
}

describe('health', () => {
  it('says what this is and nothing else', async () => {
    const { port } = await openDoors();
    expect(await ask(port, 'GET /v1/health')).toMatchObject({
      status: 200,
      body: { name: 'slotbridge', version: '1.2.3', protocol: 1 },
    });
    expect(Object.keys((await ask(port, 'GET /v1/health')).body)).toHaveLength(3);
    expect(await ask(port, 'POST /v1/health')).toMatchObject({ status: 405, code: 'method-not-allowed' });
  });
});

describe('pairing', () => {
  it('gives a token that works, a proof, and opens the door to that extension', async () => {
    const { reply, body, port } = await paired();
    expect(reply.status).toBe(201);
    expect(body.proof).toBe(expectedProof(body.token, port));
    const headers = [`Origin: ${EXTENSION}`, `Authorization: Bearer ${body.token}`];
    expect(await ask(port, 'GET /v1/x', headers)).toMatchObject({ status: 200, body: { client: 'Chrome on laptop' } });
  });

  it('lets one of two callers with the same code in', async () => {
    const { port, pairing, clients } = await openDoors();
    const { code } = pairing.open();
    const replies = await Promise.all(Array.from({ length: 5 }, () => ask(port, 'POST /v1/pair', [], request(code))));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 403, 403, 403, 403]);
    expect(clients.list()).toHaveLength(1);
  });

  it('answers a wrong code, a closed pairing and too many tries each in its own way', async () => {
    const { port, pairing } = await openDoors();
    const attempt = (code: string) => ask(port, 'POST /v1/pair', [], request(code));
    expect(await attempt('ABCD-EFGH')).toMatchObject({ status: 403, code: 'pairing-closed' });
    const { code } = pairing.open();
    for (let index = 0; index < 5; index += 1)
      expect(await attempt('WRNG')).toMatchObject({ status: 403, code: 'wrong-code' });
    expect(await attempt(code)).toMatchObject({ status: 429, code: 'too-many-attempts' });
  });

  it('names every field that is wrong, and no try is lost on it', async () => {
    const { port, pairing } = await openDoors();
    const { code } = pairing.open();
    const reply = await ask(port, 'POST /v1/pair', [], { code: 5, clientName: '<b>', nonce: 'short', more: 1 });
    expect(reply).toMatchObject({ status: 422, code: 'invalid' });
    const paths = (reply.body.errors as { path: string }[]).map(({ path }) => path);
    expect(new Set(paths)).toEqual(new Set(['code', 'clientName', 'nonce', 'more']));
    expect((await ask(port, 'POST /v1/pair', [], request(code))).status).toBe(201);
  });
});

describe('proving', () => {
  it('gives the proof that the contract describes', async () => {
    const { body, port } = await paired();
    const nonce = 'x'.repeat(22);
    const reply = await ask(port, 'POST /v1/prove', [], { clientId: body.clientId, nonce });
    expect(reply).toMatchObject({ status: 200, body: { proof: expectedProof(body.token, port, nonce) } });
  });

  it('proves nothing to a client that was revoked or never was', async () => {
    const { body, port, clients } = await paired();
    await clients.revoke(body.clientId);
    for (const clientId of [body.clientId, 'never-was']) {
      expect(await ask(port, 'POST /v1/prove', [], { clientId, nonce: NONCE })).toMatchObject({ status: 404 });
    }
  });

  it('is answered 300 times a minute, and strangers do not use up a client’s share', async () => {
    const { body, port, time } = await paired();
    const prove = async (clientId: string) =>
      (await ask(port, 'POST /v1/prove', [], { clientId, nonce: NONCE })).status;
    for (let index = 0; index < 300; index += 1) expect(await prove('stranger')).toBe(404);
    expect(await prove('another')).toBe(429);
    for (let index = 0; index < 300; index += 1) expect(await prove(body.clientId)).toBe(200);
    expect(await prove(body.clientId)).toBe(429);
    time.now += 60_000;
    expect(await prove(body.clientId)).toBe(200);
  });
});
