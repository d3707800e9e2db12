/**
 * Sends requests over kept connections, and replies once all responses have come. It does not parse HTTP, but
 * expects every response to be as long as the first: the server must not wait for it.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface ServedOrders {
  readonly port: number;
  readonly requests: number;
}

const CONNECTIONS = 50;
const REQUEST = 'GET /api/users HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n';

let sockets: readonly Socket[] = [];
let responseBytes = 0;

process.on('message', async ({ port, requests }: ServedOrders) => {
  if (sockets.length === 0) await open(port);
  let left = requests;
  const client = async (socket: Socket) => {
    while (left-- > 0) await exchange(socket);
  };
  await Promise.all(sockets.map(client));
  process.send?.({ done: true });
});

async function open(port: number): Promise<void> {
  sockets = Array.from({ length: CONNECTIONS }, () => connect({ port, host: '127.0.0.1', noDelay: true }));
  for (const socket of sockets) socket.once('close', failAtClose);
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  const [first] = sockets;
  if (first) responseBytes = await responseLength(first);
}

/** responseLength allows for head and body of Node's responses to arrive separately; the head has the body's length. */
async function responseLength(socket: Socket): Promise<number> {
  socket.write(REQUEST);
  let text = '';
  for (;;) {
    text += await nextChunk(socket);
    const [, head, bodyBytes] = /^(HTTP\/1\.1 200 .*?content-length: (\d+).*?\r\n\r\n)/is.exec(text) ?? [];
    if (head && text.length >= head.length + Number(bodyBytes)) return head.length + Number(bodyBytes);
  }
}

async function exchange(socket: Socket): Promise<void> {
  socket.write(REQUEST);
  for (let bytes = 0; bytes < responseBytes; ) bytes += (await nextChunk(socket)).length;
}

function nextChunk(socket: Socket): Promise<Buffer> {
  return new Promise((resolve) => socket.once('data', resolve));
}

/** A server that refuses the request closes the connection, and no response would come. */
function failAtClose(): never {
  throw new Error('the server closed a kept connection');
}
