/** Cost of many agents for their coordinator, and how far apart their windows begin. The agents send nothing. */

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { monotonicMs } from '../../host/clock.ts';
import { type LoadHosts, openLoadHosts } from '../../load/hosts/load-hosts.ts';
import { plainGet } from '../../load/users/user-ref.ts';
import { startedRedis } from './started-redis.ts';
import { withProcesses } from './with-processes.ts';

const AGENTS = 64;
/** Processes that the agents share. */
const CROWDS = 2;
const TRIALS = 3;
const WINDOW_MS = 1_000;
/** The agents share this host's cores with their coordinator. */
const LEAD_MS = 3_000;
const SECRET = 'a secret for measurements';

const program = fileURLToPath(import.meta.resolve('./crowd.js'));

export async function printManyAgents(print: (line: string) => void): Promise<void> {
  await withProcesses(async (processes, folder) => {
    const redis = await startedRedis(processes.spawnAs('service'), folder);
    if (redis === null) return print('  redis-server is not installed (apt-get install redis-server)');
    const begun: number[] = [];
    const crowds = Array.from({ length: CROWDS }, () =>
      fork(program, [redis.href, SECRET, String(AGENTS / CROWDS)]),
    );
    try {
      for (const crowd of crowds) {
        await once(crowd, 'message');
        crowd.on('message', (message) => begun.push((message as { begunMs: number }).begunMs));
      }
      const address = { url: redis, password: null };
      await using hosts = await openLoadHosts({
        redis: address,
        secret: SECRET,
        agents: AGENTS,
        processes: 1,
      });
      await hosts.present(() => {}, new AbortController().signal);
      for (let trial = 1; trial <= TRIALS; trial++) print(await trialWith(hosts, begun));
    } finally {
      for (const crowd of crowds) crowd.kill('SIGKILL');
    }
  });
}

async function trialWith(hosts: LoadHosts, begun: number[]): Promise<string> {
  begun.length = 0;
  const cpu = process.cpuUsage();
  const startMs = performance.now();
  const asked = { connections: AGENTS, longestSeconds: 60 };
  const { load, hosts: described } = await hosts.open(asked, new AbortController().signal);
  await load.ready;
  const openedMs = performance.now() - startMs;
  await load.begin(
    {
      ...{ origin: 'http://127.0.0.1:1', client: 'direct', connections: AGENTS, clientAddresses: null },
      ...{ mode: { connections: 'kept', arrivals: 'closed' }, requestTimeoutSeconds: 1, insecure: false },
      ...{ user: plainGet('/'), seed: 1, stages: [], logFolder: null },
    },
    () => {},
  );
  const fromMs = monotonicMs() + LEAD_MS;
  await load.measure({ fromMs, toMs: fromMs + WINDOW_MS });
  const endMs = performance.now();
  await load.end();
  const skews = (await described()).map(({ clock }) => Math.abs(clock.skewMs));
  while (begun.length < AGENTS) await sleep(10);
  const { user, system } = process.cpuUsage(cpu);
  const apart = Math.max(...begun) - Math.min(...begun);
  const megabytes = process.memoryUsage.rss() / 2 ** 20;
  return [
    `  ${AGENTS} agents: ready after ${openedMs.toFixed(0)} ms, windows begin within ${apart.toFixed(1)} ms (at most 50),`,
    `skew up to ${Math.max(...skews).toFixed(2)} ms, end ${(performance.now() - endMs).toFixed(0)} ms;`,
    `coordinator: ${((user + system) / 1e6).toFixed(2)} s of CPU, ${megabytes.toFixed(0)} MiB`,
  ].join(' ');
}
