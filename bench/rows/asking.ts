import { Agent, request } from 'node:http';

/** Asks one address again and again over one kept connection; milliseconds until the last byte. */
export function asker(address: string, headers: Readonly<Record<string, string>> = {}) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = (query = '') =>
    new Promise<number>((resolve, reject) => {
      const began = performance.now();
      const asking = request(address + query, { agent, headers }, (answer) => {
        answer.on('data', () => undefined);
        answer.on('end', () => resolve(performance.now() - began));
      });
      asking.on('error', reject);
      asking.end();
    });
  return { ask, end: () => agent.destroy() };
}
