/** Serves WebSockets: `/echo` sends each message back, `/rooms/NAME` sends it to every connection of the room. */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { DRAINING } from '../serve.ts';
import type { Adapter } from './adapter.ts';
import { openAdapter } from './open-adapter.ts';

/** Close code of a server that is going down (RFC 6455, 7.4.1). */
const GOING_AWAY = 1001;
const ROOM = /^\/rooms\/([\w-]+)$/;

/** @throws if the adapter cannot be opened */
export async function serveSockets(
  server: Server,
  adapterName: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const rooms = new Map<string, Set<WebSocket>>();
  const adapter = await openAdapter(adapterName, (room, text) => deliver(rooms.get(room), text), env);
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const [, room] = ROOM.exec(pathname) ?? [];
    if (pathname !== '/echo' && room === undefined) {
      // The server has let go of the socket: without a listener, a reset would end the process.
      socket.on('error', () => {});
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => {
      if (room === undefined) echo(opened);
      else join(opened, room, rooms, adapter);
    });
  });
  // An upgraded connection is none of the server's any more, and would keep it from ending.
  server.once(DRAINING, () => {
    for (const client of sockets.clients) client.close(GOING_AWAY);
  });
  server.once('close', () => adapter.close());
}

function echo(socket: WebSocket): void {
  socket.on('message', (data) => socket.send(String(data)));
  // A client that is gone is no error of the app.
  socket.on('error', () => {});
}

function join(socket: WebSocket, room: string, rooms: Map<string, Set<WebSocket>>, adapter: Adapter): void {
  const members = rooms.get(room) ?? new Set();
  rooms.set(room, members.add(socket));
  socket.on('message', (data) => adapter.publish(room, String(data)));
  socket.on('close', () => {
    members.delete(socket);
    if (members.size === 0) rooms.delete(room);
  });
  socket.on('error', () => {});
}

function deliver(members: ReadonlySet<WebSocket> | undefined, text: string): void {
  for (const member of members ?? []) member.send(text);
}
