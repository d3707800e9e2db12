/** How a built-in app serves and stops: it loses no request, if its topology gives it the time. */

import type { Server } from 'node:http';
import net from 'node:net';
import { LOOPBACK } from '../origin.ts';

/**
 * How long an idle connection stays open once the app must stop. A request may be on its way, which a closed
 * connection would lose.
 */
const IDLE_GRACE_MS = 500;

/** The event of a server that must stop. What holds connections of its own, such as WebSockets, ends them. */
export const DRAINING = 'draining';

/** serve listens where the environment says, and drains when the process is told to stop. */
export function serve(server: Server): void {
  server.listen(listenOptions(), reportReady);
  drainWhenTold(server);
}

/** listenOptions are PORT and HOST of the process. Without HOST nobody but this host reaches it. */
export function listenOptions(): { port: number; host: string } {
  return { port: Number(process.env.PORT), host: process.env.HOST || LOOPBACK };
}

/** reportReady tells a process manager that the app serves, as PM2 expects with `wait_ready`. */
export function reportReady(): void {
  process.send?.('ready');
}

/**
 * drainWhenTold makes a server finish when its process gets SIGTERM, or SIGINT as PM2 sends it, or when its primary
 * disconnects it. It accepts no more connections, and closes each one with its next response: Node 20 answers a busy
 * kept connection for ever.
 */
export function drainWhenTold(server: Server): void {
  let isDraining = false;
  const closeConnections = () => {
    if (isDraining) return;
    isDraining = true;
    server.emit(DRAINING);
    server.prependListener('request', (_request, response) => response.setHeader('connection', 'close'));
    setInterval(() => server.closeIdleConnections(), IDLE_GRACE_MS).unref();
  };
  // A disconnected worker hears of it by this call alone: `disconnect` follows when every connection has ended. The
  // class's own close also ends idle connections at once.
  server.close = (callback) => {
    closeConnections();
    net.Server.prototype.close.call(server, callback);
    return server;
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => server.close(() => process.exit()));
}
