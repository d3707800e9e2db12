/** What a run without flags needs, against what the host allows. */
import { mostConnections, WORKER_BYTES } from '../host-limits.ts';
import { doubtful, fine, type HostCheck, type HostState, note } from './host-check.ts';

/** Of a run without flags. */
export const USUAL_CONNECTIONS = 500;

export function openFiles({ limits }: HostState): HostCheck {
  const code = 'open-files';
  const { openFiles: limit } = limits;
  if (limit === null) return fine({ code, text: 'no limit of open files was found' });
  const connections = mostConnections({ ...limits, localPorts: null }, true);
  const text = `a process may open ${figure(limit)} files: enough for ${figure(connections)} connections behind nginx`;
  const numbers = { openFiles: limit, connections };
  if (connections >= USUAL_CONNECTIONS) return fine({ code, text, numbers });
  return doubtful({ code, text, numbers, advice: 'ulimit -n 65536, or fewer --connections' });
}

export function localPorts({ limits }: HostState): HostCheck {
  const code = 'local-ports';
  if (limits.localPorts === null) return note({ code, text: 'the range of local ports is unknown' });
  const connections = mostConnections({ ...limits, openFiles: null }, false);
  const { first, last } = limits.localPorts;
  const text = `connections start from ports ${first}-${last}: enough for ${figure(connections)}`;
  const numbers = { first, last, connections };
  if (connections >= USUAL_CONNECTIONS) return fine({ code, text, numbers });
  return doubtful({
    code,
    text,
    numbers,
    advice: 'sysctl -w net.ipv4.ip_local_port_range="32768 60999", as root',
  });
}

export function timeWait({ sockets }: HostState): HostCheck {
  const code = 'time-wait';
  if (sockets === null) return note({ code, text: 'how many sockets wait in TIME_WAIT is unknown' });
  const text = `${figure(sockets.timeWait)} sockets wait in TIME_WAIT, of ${figure(sockets.localPorts)} local ports`;
  const numbers = { ...sockets };
  if (sockets.timeWait <= sockets.localPorts / 2) return fine({ code, text, numbers });
  return doubtful({ code, text, numbers, advice: 'wait a minute: each of them ends after 60 s' });
}

export function memory({ host, limits: { availableMemoryBytes } }: HostState): HostCheck {
  const code = 'memory';
  const workers = Math.floor(availableMemoryBytes / WORKER_BYTES);
  const text = `${(availableMemoryBytes / 1e9).toFixed(1)} GB are free: enough for ${figure(workers)} workers of a built-in app`;
  const numbers = { availableMemoryBytes, workers };
  // As many as a run without flags starts.
  if (workers >= 2 * host.cores) return fine({ code, text, numbers });
  return doubtful({ code, text, numbers, advice: 'free some, or ask for fewer --workers' });
}

function figure(value: number): string {
  return value.toLocaleString('en-US');
}
