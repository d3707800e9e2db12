/** Requests per second that each client sends from one core, alternating, to a server on another core. */

import { plainGet } from '../../load/users/user-ref.ts';
import type { TrialProcesses } from '../../processes/trial-processes.ts';
import { median } from '../../stats/summary.ts';
import { startBareNginx } from './bare-nginx.ts';
import { runOwn } from './own-load.ts';
import { withProcesses } from './with-processes.ts';
import { runWrk } from './wrk.ts';

const CONNECTIONS = 64;
const ROUNDS = 9;
const SECONDS = 2;
const SERVER_CPU = 0;
const CLIENT_CPU = 1;

const clients = ['wrk', 'direct', 'autocannon'] as const;

type Client = (typeof clients)[number];

/**
 * compareClients prints one line per round, and the medians of the rounds' ratios: drift between rounds affects both
 * sides of each ratio.
 */
export async function compareClients(print: (line: string) => void): Promise<void> {
  await withProcesses(async (processes, folder) => {
    const url = await startBareNginx(processes.spawnAs('target'), folder, SERVER_CPU);
    if (url === null) return print('  nginx is not installed (apt-get install nginx): nothing to compare on');
    const rounds: Record<Client, number>[] = [];
    for (let round = 1; round <= ROUNDS; round++) {
      const rates = { wrk: 0, direct: 0, autocannon: 0 };
      // The order alternates, so that a drift within a round favors no client.
      for (const client of round % 2 === 0 ? clients : clients.toReversed()) {
        rates[client] = await rateOf(client, url, processes);
      }
      rounds.push(rates);
      const figures = clients.map((client) => `${client} ${rates[client].toFixed(0)}/s`);
      print(`  round ${round}  ${figures.join('   ')}`);
    }
    const directTo = (other: Client) => median(rounds.map((rates) => rates.direct / rates[other])).toFixed(3);
    print(`  median of the rounds: direct / wrk ${directTo('wrk')} (at least 1)`);
    print(`                        direct / autocannon ${directTo('autocannon')} (at least 1.5)`);
  });
}

async function rateOf(client: Client, url: string, processes: TrialProcesses): Promise<number> {
  const where = { url, connections: CONNECTIONS, seconds: SECONDS, cpu: CLIENT_CPU };
  if (client === 'wrk') return (await runWrk(where)).throughput;
  const user = plainGet('/', { expectBody: 'hello' });
  return (await runOwn(processes, { ...where, client: client, warmupSeconds: 1, user })).throughput;
}
