/**
 * Limits of the host, compared with what a run without flags needs. Variants for which something is missing are left
 * out, with that reason.
 */

import { policies } from '../../../targets/policies/index.ts';
import { proxies } from '../../../targets/proxies/index.ts';
import { mostConnections, WORKER_BYTES } from '../host-limits.ts';
import { byHand, setting } from './fix.ts';
import { fine, type HostCheck, type HostState, judged, note } from './host-check.ts';

/** Connections of a run without flags. */
export const USUAL_CONNECTIONS = 500;

export function openFiles({ limits }: HostState): HostCheck {
  const code = 'open-files';
  const { openFiles: limit } = limits;
  if (limit === null) return fine(code, 'no limit on open files was found');
  const connections = mostConnections({ ...limits, localPorts: null }, true);
  return judged(code, connections >= USUAL_CONNECTIONS, {
    text: `${figure(limit)} open files, enough for ${figure(connections)} connections behind nginx`,
    numbers: { openFiles: limit, connections },
    advice: 'ulimit -n 65536, or fewer --connections',
    fix: byHand('the limit is that of your shell; run in it: sudo prlimit --pid $$ --nofile=65536'),
  });
}

export function localPorts({ limits, kernel }: HostState): HostCheck {
  const code = 'local-ports';
  if (limits.localPorts === null) return note(code, 'the range of local ports is unknown');
  const connections = mostConnections({ ...limits, openFiles: null }, false);
  const { first, last } = limits.localPorts;
  return judged(code, connections >= USUAL_CONNECTIONS, {
    text: `local ports ${first}-${last}, enough for ${figure(connections)} connections`,
    numbers: { firstPort: first, lastPort: last, connections },
    advice: 'sysctl -w net.ipv4.ip_local_port_range="32768 60999", as root',
    fix: setting(
      'net.ipv4.ip_local_port_range',
      { to: '32768 60999', now: `${first} ${last}`, about: 'gives more ports to new connections' },
      kernel,
    ),
  });
}

export function timeWait({ sockets }: HostState): HostCheck {
  const code = 'time-wait';
  if (sockets === null) return note(code, 'the number of sockets in TIME_WAIT is unknown');
  return judged(code, sockets.timeWait <= sockets.localPorts / 2, {
    text: `${figure(sockets.timeWait)} of ${figure(sockets.localPorts)} local ports are in TIME_WAIT`,
    numbers: { ...sockets },
    advice: 'wait a minute',
  });
}

export function memory({ host, limits: { availableMemoryBytes } }: HostState): HostCheck {
  const workers = Math.floor(availableMemoryBytes / WORKER_BYTES);
  // A run without flags starts this many workers.
  return judged('memory', workers >= 2 * host.cores, {
    text: `${(availableMemoryBytes / 1e9).toFixed(1)} GB free, enough for ${figure(workers)} workers of a built-in app`,
    numbers: { availableMemoryBytes, workers },
    advice: 'free some, or use fewer --workers',
  });
}

function figure(value: number): string {
  return value.toLocaleString('en-US');
}

const PLAIN = { https: false, isCommand: false, isBuiltIn: false };

/** proxyChecks is one check for each proxy of a plain run that needs a program. */
export function proxyChecks({ capabilities }: HostState): HostCheck[] {
  return proxies.flatMap((proxy) => {
    const { name, program, inDefaultPlan = true } = proxy;
    if (!program || !inDefaultPlan) return [];
    const reason = proxy.obstacle?.(capabilities, PLAIN) ?? null;
    if (reason !== null) return note(name, `the variants behind ${name} are left out: ${reason}`);
    return fine(name, `${name} ${capabilities.programs[program.name]?.version} is installed`);
  });
}

export function node({ capabilities }: HostState): HostCheck {
  const lacking = policies.flatMap((policy) => {
    const reason = policy.obstacle?.(capabilities, PLAIN) ?? null;
    return reason === null ? [] : [`the policy ${policy.name} is left out: ${reason}`];
  });
  if (lacking.length > 0) return note('node', lacking.join('; '));
  return fine('node', `Node ${capabilities.nodeVersions.join(' and ')} has every policy`);
}

export function taskset({ taskset: isThere, capabilities }: HostState): HostCheck {
  const code = 'taskset';
  if (isThere) return fine(code, 'taskset is installed, for --cpus');
  if (capabilities.platform !== 'linux') return note(code, '--cpus is not available: only Linux can pin');
  return note(code, 'taskset is missing, which --cpus needs', { advice: 'apt-get install util-linux' });
}
