/** What stands before several web processes: each connection goes to the next one that takes it. */
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

async function open(port: number): Promise<Socket | null> {
  const socket = connect(port, '127.0.0.1');
  // Later errors end both sides; this keeps one that comes between two listeners from being nobody's.
  socket.on('error', () => undefined);
  const isOpen = await Promise.race([
    once(socket, 'connect').then(
      () => true,
      () => false,
    ),
    once(socket, 'close').then(() => false),
  ]);
  return isOpen ? socket : null;
}

/** @param ports of the processes behind it; one that does not answer is passed over. */
export async function startBalancer(port: number, ports: readonly number[]): Promise<Server> {
  let next = 0;
  const server = createServer({ allowHalfOpen: true }, (client) => {
    client.on('error', () => client.destroy());
    void (async () => {
      for (const _try of ports) {
        const target = await open(ports[next++ % ports.length] as number);
        if (!target) continue;
        target.on('close', () => client.destroy());
        client.on('close', () => target.destroy());
        client.pipe(target).pipe(client);
        return;
      }
      client.destroy();
    })();
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
