import { request } from 'node:https';
import type { Crm } from './crm.ts';

export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: an answer is whatever the server sends; the tests look at its fields.
  body: any;
}

/** Speaks TLS to the stand-in under one of its real names, trusting nothing but its certificate. */
export function askCrm(
  crm: Crm,
  host: string,
  method: string,
  path: string,
  body?: object,
  headers = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const text = body ? JSON.stringify(body) : '';
    const options = { host: '127.0.0.1', port: crm.port, servername: host, ca: crm.certificate, method, path };
    const content = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
    const outgoing = request({ ...options, headers: { host, ...(body ? content : {}), ...headers } }, (r) => {
      let answer = '';
      r.setEncoding('utf8').on('data', (chunk: string) => {
        answer += chunk;
      });
      r.on('end', () => {
        const isJson = r.headers['content-type']?.includes('json');
        resolve({ status: r.statusCode ?? 0, body: isJson ? JSON.parse(answer) : answer });
      });
    });
    outgoing.on('error', reject).end(text);
  });
}
