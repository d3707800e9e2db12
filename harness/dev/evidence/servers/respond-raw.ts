import { createServer, type Socket } from 'node:net';

const END_OF_HEAD = '\r\n\r\n';

/**
 * respondRaw listens on `process.env.PORT`, and leaves every byte of the response to the caller: node:http refuses to
 * send a response that breaks the protocol.
 */
export function respondRaw(respond: (socket: Socket) => void): void {
  createServer((socket) => {
    let text = '';
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      const parts = `${text}${chunk.toString('latin1')}`.split(END_OF_HEAD);
      text = parts.pop() ?? '';
      for (const _head of parts) respond(socket);
    });
  }).listen(Number(process.env.PORT), '127.0.0.1');
}

/** writeAfter writes after a wait, like a server that asks a database. */
export function writeAfter(socket: Socket, waitMs: number, text: string, { end = false } = {}): void {
  setTimeout(() => {
    if (socket.destroyed) return;
    if (end) socket.end(text);
    else socket.write(text);
  }, waitMs);
}
