import type { Diagnostic } from '../diagnostic.ts';

/**
 * Linux looks for a free local port in one half of the range first, and searches all of it before it goes to the
 * other: beyond a half a connection cost the client up to four times the CPU (0.08 to 0.34 ms), and at the end
 * EADDRNOTAVAIL.
 */
const NEAR_SHARE = 0.55;

/**
 * Kept connections take one port each, once. Of those that are opened for a request, the client's port is free at once
 * where the app is the first to close, as it is asked to; else it stays in TIME_WAIT for a second and more.
 */
export const portsNearEnd: Diagnostic = {
  code: 'ports-near-end',
  find: ({ load: { mode, connections, errors }, sockets }) => {
    if (mode.connections !== 'per-request' || sockets === null) return null;
    const { timeWait, localPorts } = sockets;
    if (timeWait + connections < NEAR_SHARE * localPorts) return null;
    return {
      text: 'most local ports belonged to connections that had ended (TIME_WAIT), as the app leaves it to the client to close them: a new one costs the client more then, or cannot be opened; widen the range (sysctl net.ipv4.ip_local_port_range), or have the app close them',
      numbers: { timeWait, connections, localPorts, refused: errors.connect },
    };
  },
};
