/** Our load and wrk, alternating on the same server process. */
import type { TrialProcesses } from '../../processes/trial-processes.ts';
import { median } from '../../stats/summary.ts';
import { littlesLawRatio } from './littles-law.ts';
import { runOwn } from './own-load.ts';
import { startApp } from './started-app.ts';
import { withProcesses } from './with-processes.ts';
import { runWrk, type WrkFigures } from './wrk.ts';

const CONNECTIONS = 500;
const ROUNDS = 5;
const SECONDS = 10;
const WARMUP_SECONDS = 2;

interface Round {
  readonly wrk: WrkFigures;
  readonly ours: WrkFigures;
  readonly littlesLaw: number;
}

/** compareWithWrk prints one line per round and the ratios of the medians. */
export async function compareWithWrk(print: (line: string) => void): Promise<void> {
  await withProcesses(async (processes) => {
    const url = await startApp(processes, { name: 'express', delayMs: 50 });
    await runWrk({ url, connections: CONNECTIONS, seconds: WARMUP_SECONDS }); // the server's own warm-up
    const rounds: Round[] = [];
    for (let round = 1; round <= ROUNDS; round++) {
      const wrk = await runWrk({ url, connections: CONNECTIONS, seconds: SECONDS });
      const measured = { wrk, ...(await measureOurs(url, processes)) };
      rounds.push(measured);
      print(`  round ${round}  wrk ${describe(wrk)}   ours ${describe(measured.ours)}`);
    }
    const ratio = (pick: (figures: WrkFigures) => number) =>
      median(rounds.map(({ ours }) => pick(ours))) / median(rounds.map(({ wrk }) => pick(wrk)));
    print(
      `  ours / wrk, medians: throughput ${ratio(({ throughput }) => throughput).toFixed(3)} (within 3%)`,
    );
    print(`                       p50 ${ratio(({ p50Ms }) => p50Ms).toFixed(3)} (within 5%)`);
    print(`                       p99 ${ratio(({ p99Ms }) => p99Ms).toFixed(3)} (within 5%)`);
    const laws = rounds.map(({ littlesLaw }) => littlesLaw.toFixed(4));
    print(`  Little's law, throughput x mean latency / connections: ${laws.join(' ')} (within 1%)`);
  });
}

async function measureOurs(
  url: string,
  processes: TrialProcesses,
): Promise<Pick<Round, 'ours' | 'littlesLaw'>> {
  const { throughput, latency } = await runOwn(processes, {
    url,
    client: 'autocannon',
    connections: CONNECTIONS,
    seconds: SECONDS,
    warmupSeconds: WARMUP_SECONDS,
  });
  return {
    ours: { throughput, p50Ms: latency.p50, p90Ms: latency.p90, p99Ms: latency.p99 },
    littlesLaw: littlesLawRatio(throughput, latency.mean, CONNECTIONS) ?? Number.NaN,
  };
}

function describe({ throughput, p50Ms, p99Ms }: WrkFigures): string {
  return `${throughput.toFixed(0)}/s p50 ${p50Ms.toFixed(2)} p99 ${p99Ms.toFixed(2)} ms`;
}
