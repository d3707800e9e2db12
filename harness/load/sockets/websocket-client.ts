/** Messages over WebSockets, counted as requests are: each is due at an instant, and ends when it is heard. */
import { isSocket, type SocketContext } from '../../../scenarios/socket-user.ts';
import { mulberry32 } from '../../stats/mulberry32.ts';
import { clientAddress } from '../client-addresses.ts';
import { sendBySessions } from '../direct/send-by-sessions.ts';
import type { Session, SessionOwner } from '../direct/session.ts';
import type { LoadClient, SendingTools } from '../load-client.ts';
import { HandshakeGate } from './handshake-gate.ts';
import { Room } from './room.ts';
import { SocketBooks } from './socket-books.ts';
import { SocketSession } from './socket-session.ts';

/** Handshakes at a time: fewer than the queue of a server that listens with Node's default of 511. */
const MOST_HANDSHAKES = 64;

export const websocketClient: LoadClient = {
  name: 'websocket',
  send: (tools, events) => {
    // Thousands of connections must open before messages take the time for it.
    const beginsClosed = tools.job.mode.arrivals === 'closed';
    return sendBySessions(tools, events, { make: makeSocketSessions, beginsClosed });
  },
};

function makeSocketSessions({ job, user, ledger }: SendingTools, owner: SessionOwner): Session[] {
  if (!isSocket(user)) throw new Error('websocket sends messages alone');
  const { connections, clientAddresses, insecure, share, seed } = job;
  const books = new SocketBooks(connections, user.heardBy === 'room' ? connections : 1);
  ledger.countSockets(books);
  const shared = {
    origin: job.origin.replace(/^http/, 'ws'),
    timeoutMs: job.requestTimeoutSeconds * 1_000,
    gate: new HandshakeGate(MOST_HANDSHAKES),
    room: new Room(),
    isClosedLoop: job.mode.arrivals === 'closed',
    ...{ insecure, books, ledger, user, owner },
  };
  return Array.from({ length: connections }, (_, index) => {
    const connection = share.firstConnection + index;
    const context: SocketContext = {
      connection,
      room: `room-${share.index}`,
      random: mulberry32(seed + connection),
    };
    const localAddress = clientAddresses === null ? null : clientAddress(connection % clientAddresses);
    return new SocketSession({ ...shared, context, localAddress });
  });
}
