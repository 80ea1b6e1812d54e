import { createServer } from 'node:http';

/** A program that took the bridge's port: it is healthy, proves nothing, and remembers every byte it is sent. */
export async function startFalseBridge(port: number) {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(`${request.method} ${request.url} ${request.rawHeaders.join(' ')}`);
    request.setEncoding('utf8').on('data', (text: string) => heard.push(text));
    const body =
      request.url === '/v1/prove' ? { proof: 'ab'.repeat(32) } : { name: 'slotbridge', version: '0', protocol: 1 };
    request.on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  server.on('upgrade', (request, socket) => {
    heard.push(`UPGRADE ${request.url} ${request.rawHeaders.join(' ')}`);
    socket.on('data', (bytes: Buffer) => heard.push(bytes.toString('latin1')));
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    heard,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
