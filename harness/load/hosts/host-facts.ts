/** Facts that an agent reports about its host, and about its network during a window. */
import { connect } from 'node:net';
import os from 'node:os';
import { usableCores } from '../../host/cgroup.ts';
import { readText } from '../../host/read-text.ts';
import type { LoadHostFacts } from '../../records/run.ts';

export function hostFacts(name: string, cpus: readonly number[] | null): LoadHostFacts {
  return {
    name,
    hostname: os.hostname(),
    cpuModel: os.cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus?.length ?? usableCores(),
    kernel: `${os.type()} ${os.release()}`,
    node: process.version,
  };
}

/** readRetransmits is the number of TCP segments that this host has sent again since its start; null if unknown. */
export function readRetransmits(read: (file: string) => string | null = readText): number | null {
  const [names, values] = (read('/proc/net/snmp') ?? '')
    .split('\n')
    .filter((line) => line.startsWith('Tcp: '));
  const index = names?.split(' ').indexOf('RetransSegs') ?? -1;
  const value = values?.split(' ')[index];
  return index < 0 || value === undefined ? null : Number(value);
}

const CONNECTS = 5;
const LONGEST_MS = 1_000;

/** connectMs is the shortest of a few times to connect to a server, which is about a round trip; null if none did. */
export async function connectMs(host: string, port: number): Promise<number | null> {
  const times: number[] = [];
  for (let attempt = 0; attempt < CONNECTS; attempt++) {
    const time = await connectOnce(host, port);
    if (time !== null) times.push(time);
  }
  return times.length === 0 ? null : Math.min(...times);
}

function connectOnce(host: string, port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const startMs = performance.now();
    const socket = connect({ host, port, timeout: LONGEST_MS });
    const end = (time: number | null) => {
      socket.destroy();
      resolve(time);
    };
    socket.once('connect', () => end(performance.now() - startMs));
    socket.once('timeout', () => end(null));
    socket.once('error', () => end(null));
  });
}
