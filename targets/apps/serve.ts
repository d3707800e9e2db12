/** How a built-in app serves and stops: it loses no request, if its topology gives it the time. */

import type { Server } from 'node:http';
import net from 'node:net';

/**
 * How long an idle connection stays open once the app must stop. A request may be on its way, which a closed
 * connection would lose.
 */
const IDLE_GRACE_MS = 500;

/** serve listens on the process's PORT, and drains when the process is told to stop. */
export function serve(server: Server): void {
  server.listen(Number(process.env.PORT), '127.0.0.1', reportReady);
  drainWhenTold(server);
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
