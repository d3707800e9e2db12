import type { Verdict } from '../verdict.ts';

/**
 * Linux looks for a free local port in one half of the range first, and searches all of it before it goes to the
 * other: beyond a half a connection cost the client up to four times the CPU (0.08 to 0.34 ms), and at the end
 * EADDRNOTAVAIL. Below it costs nothing.
 */
const NEAR_SHARE = 0.55;

/**
 * Kept connections take one port each, once: sockets in TIME_WAIT are of others then. A connection for each request
 * leaves its port in TIME_WAIT behind it, for a second at least, where the client is the first to close it.
 */
export const portsNearEnd: Verdict = {
  code: 'ports-near-end',
  find: ({ load: { mode, connections }, sockets }) => {
    if (mode !== 'new-connections' || sockets === null) return null;
    const { timeWait, localPorts } = sockets;
    if (timeWait + connections < NEAR_SHARE * localPorts) return null;
    return {
      text: 'most local ports were taken by connections that have ended (TIME_WAIT), and the client searched long for each new one: widen the range (sysctl net.ipv4.ip_local_port_range), or ask for fewer --connections',
      numbers: { timeWait, connections, localPorts },
    };
  },
};
