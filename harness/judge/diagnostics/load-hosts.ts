/** Hosts of a load that did not do their part as the window assumes. */
import type { LoadHost } from '../../records/run.ts';
import type { Diagnostic } from '../diagnostic.ts';

/** Windows that begin further apart than this, or than this share of their length, are not one window. */
const MOST_SKEW_MS = 10;
const MOST_SKEW_SHARE = 0.01;
/** A host whose CPUs are as busy as this may send late. */
const BUSY_PERCENT = 95;
/** A segment that is sent again makes its request 200 ms slower, or more: at this share it shows in the p99. */
const MOST_RETRANSMITS = 0.005;

function names(hosts: readonly LoadHost[]): string {
  return hosts
    .map(({ name }) => name)
    .sort()
    .join(', ');
}

export const loadHostsSkewed: Diagnostic = {
  code: 'load-hosts-skewed',
  find: ({ loadHosts, load: { windowSeconds } }) => {
    const limitMs = Math.min(MOST_SKEW_MS, 1_000 * MOST_SKEW_SHARE * windowSeconds);
    const apart = loadHosts.filter(({ clock }) => Math.abs(clock.skewMs) + clock.uncertaintyMs > limitMs);
    if (apart.length === 0) return null;
    const most = Math.max(...apart.map(({ clock }) => Math.abs(clock.skewMs) + clock.uncertaintyMs));
    return {
      text: `the windows of agents and target may differ by more than ${limitMs} ms (${names(apart)}): put Redis nearer to all hosts, since their clocks are compared through it`,
      numbers: { skewMs: most, allowedSkewMs: limitMs },
    };
  },
};

export const loadHostBusy: Diagnostic = {
  code: 'load-host-busy',
  find: ({ loadHosts }) => {
    const busy = loadHosts.filter((host) => (host.busy ?? 0) >= BUSY_PERCENT);
    if (busy.length === 0) return null;
    return {
      text: `the CPUs of ${names(busy)} were busy, which may have held the load back: use more agents, or stop what else runs there`,
      numbers: { busyPercent: Math.max(...busy.map((host) => host.busy ?? 0)) },
    };
  },
};

export const loadHostRetransmits: Diagnostic = {
  code: 'load-host-retransmits',
  find: ({ loadHosts }) => {
    const lossy = loadHosts.filter(({ retransmits, sent }) => (retransmits ?? 0) > MOST_RETRANSMITS * sent);
    if (lossy.length === 0) return null;
    return {
      text: `the network of ${names(lossy)} lost packets, which makes requests slower by 200 ms and more: use a network with room for the load`,
      numbers: {
        retransmits: lossy.reduce((sum, { retransmits }) => sum + (retransmits ?? 0), 0),
        sent: lossy.reduce((sum, { sent }) => sum + sent, 0),
      },
    };
  },
};
