/** How many requests a second each client sends from one core, in turns, against a server that is on another. */
import type { TrialProcesses } from '../processes/trial-processes.ts';
import { median } from '../stats/summary.ts';
import { startBareNginx } from './bare-nginx.ts';
import { runOwn } from './own-load.ts';
import { withProcesses } from './with-processes.ts';
import { runWrk } from './wrk.ts';

const CONNECTIONS = 64;
const ROUNDS = 5;
const SECONDS = 4;
const SERVER_CPU = 0;
const CLIENT_CPU = 1;

const clients = ['wrk', 'direct', 'autocannon'] as const;

/** Prints a line a round, and the ratios of the medians. */
export async function compareClients(print: (line: string) => void): Promise<void> {
  await withProcesses(async (processes, folder) => {
    const url = await startBareNginx(processes.spawnAs('target'), folder, SERVER_CPU);
    if (url === null) return print('  nginx is not installed (apt-get install nginx): nothing to compare on');
    const measured = Object.fromEntries(clients.map((client) => [client, [] as number[]]));
    for (let round = 1; round <= ROUNDS; round++) {
      const figures: string[] = [];
      for (const client of clients) {
        const rate = await rateOf(client, url, processes);
        measured[client]?.push(rate);
        figures.push(`${client} ${rate.toFixed(0)}/s`);
      }
      print(`  round ${round}  ${figures.join('   ')}`);
    }
    const direct = median(measured.direct ?? []);
    print(`  direct / wrk, medians: ${(direct / median(measured.wrk ?? [])).toFixed(3)} (at least 1)`);
    print(`  direct / autocannon: ${(direct / median(measured.autocannon ?? [])).toFixed(3)} (at least 1.5)`);
  });
}

async function rateOf(
  client: (typeof clients)[number],
  url: string,
  processes: TrialProcesses,
): Promise<number> {
  const where = { url, connections: CONNECTIONS, seconds: SECONDS, cpu: CLIENT_CPU };
  if (client === 'wrk') return (await runWrk(where)).throughput;
  const answer = { kind: 'contains', text: 'hello' } as const;
  return (await runOwn(processes, { ...where, driver: client, warmupSeconds: 1, answer })).throughput;
}
