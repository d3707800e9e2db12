import type { Diagnostic } from '../diagnostic.ts';

/**
 * Linux looks for a free local port in one half of the range first, and searches all of it before the other half.
 * Beyond one half a connection cost the client up to four times the CPU (0.08 to 0.34 ms), and at the end
 * EADDRNOTAVAIL.
 */
const NEAR_SHARE = 0.55;

/**
 * Kept connections take one port each, once. A connection that is opened for one request frees its port at once if
 * the app closes it first, as requested. Otherwise the port stays in TIME_WAIT for a second or more.
 */
export const portsNearEnd: Diagnostic = {
  code: 'ports-near-end',
  find: ({ load: { mode, connections, errors }, loadHosts, sockets }) => {
    // Other hosts have ports of their own.
    if (mode.connections === 'kept' || sockets === null || loadHosts.length > 0) return null;
    const { timeWait, localPorts } = sockets;
    if (timeWait + connections < NEAR_SHARE * localPorts) return null;
    return {
      text: 'most local ports were held by ended connections (TIME_WAIT), because the app lets the client close them: a new connection then costs the client more, or cannot be opened; widen the range (sysctl net.ipv4.ip_local_port_range), or have the app close them',
      numbers: { timeWait, connections, localPorts, refused: errors.connect },
    };
  },
};
