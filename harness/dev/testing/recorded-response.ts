/** Records responses of real servers, and reports what Node's own client reads from the same bytes. */
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Returns everything that a server sends for this request, until the connection ends. */
export async function record(port: number, sent: string): Promise<Buffer> {
  const socket = connect(port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.write(sent);
  await once(socket, 'close');
  return Buffer.concat(chunks);
}

export interface NodesView {
  readonly status: number;
  readonly keepAlive: boolean;
  readonly idleTimeoutMs: number | null;
  readonly body: string;
}

/** Returns what `node:http` reads when a server sends just these bytes, and then ends the connection or not. */
export async function viewOfNode(bytes: Buffer, method: string, ends: boolean): Promise<NodesView> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).once('data', () => (ends ? socket.end(bytes) : socket.write(bytes)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const agent = new Agent({ keepAlive: true });
  try {
    const { port } = server.address() as AddressInfo;
    return await new Promise((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port, method, agent }, (response) => {
        const chunks: Buffer[] = [];
        const view = (keepAlive: boolean): NodesView => ({
          status: response.statusCode ?? 0,
          keepAlive,
          idleTimeoutMs: timeoutOf(response.headers['keep-alive']),
          body: Buffer.concat(chunks).toString('latin1'),
        });
        agent.once('free', () => resolve(view(true)));
        response.socket.once('close', () => {
          if (response.complete) resolve(view(false));
          else reject(new Error('node:http found the response cut short'));
        });
        response.on('error', reject).on('data', (chunk: Buffer) => chunks.push(chunk));
      });
      asked.on('error', reject).end();
    });
  } finally {
    agent.destroy();
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}

function timeoutOf(value: string | string[] | undefined): number | null {
  const seconds = /timeout=(\d+)/.exec(String(value))?.[1];
  return seconds === undefined ? null : Number(seconds) * 1000;
}
