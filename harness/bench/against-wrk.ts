/** Our load and wrk on the same started server, in turns. */
import { rm } from 'node:fs/promises';
import { builtInApps } from '../../targets/apps/index.ts';
import { single } from '../../targets/topologies/single.ts';
import type { AnswerRule } from '../load/answer-rule.ts';
import type { LoadJob } from '../load/driver.ts';
import { startLoad } from '../load/load.ts';
import { monotonicMs } from '../observe/clock.ts';
import { freePorts } from '../processes/free-ports.ts';
import { makeScratchFolder } from '../processes/scratch-folder.ts';
import { TrialProcesses } from '../processes/trial-processes.ts';
import { littlesLawRatio } from '../stats/littles-law.ts';
import { median } from '../stats/summary.ts';
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

/** Prints a line a round and the ratios of the medians. */
export async function compareWithWrk(print: (line: string) => void): Promise<void> {
  const scratch = makeScratchFolder();
  const processes = new TrialProcesses(scratch);
  try {
    const url = await startServer(processes);
    await runWrk(url, CONNECTIONS, WARMUP_SECONDS); // the server's own warm-up
    const rounds: Round[] = [];
    for (let round = 1; round <= ROUNDS; round++) {
      const wrk = await runWrk(url, CONNECTIONS, SECONDS);
      const measured = { wrk, ...(await measureOurs(url, processes)) };
      rounds.push(measured);
      print(`  round ${round}  wrk ${describe(wrk)}   ours ${describe(measured.ours)}`);
    }
    const ratio = (pick: (figures: WrkFigures) => number) =>
      median(rounds.map(({ ours }) => pick(ours))) / median(rounds.map(({ wrk }) => pick(wrk)));
    print(
      `  ours / wrk, medians: throughput ${ratio(({ throughput }) => throughput).toFixed(3)} (within 3 %)`,
    );
    print(`                       p50 ${ratio(({ p50Ms }) => p50Ms).toFixed(3)} (within 5 %)`);
    print(`                       p99 ${ratio(({ p99Ms }) => p99Ms).toFixed(3)} (within 5 %)`);
    const laws = rounds.map(({ littlesLaw }) => littlesLaw.toFixed(4));
    print(`  Little's law, throughput x mean latency / connections: ${laws.join(' ')} (within 1 %)`);
  } finally {
    await processes.stop();
    await rm(scratch, { recursive: true, force: true });
  }
}

async function startServer(processes: TrialProcesses): Promise<string> {
  const app = builtInApps.find(({ name }) => name === 'express');
  if (!app) throw new Error('there is no app named express');
  const target = await single.start(
    { ...app, args: [], env: { DB_DELAY_MS: '50' }, preload: [] },
    {
      workers: 1,
      policy: null,
      ports: await freePorts(1),
      spawn: processes.spawnAs('target'),
      startTimeoutMs: 10_000,
      signal: new AbortController().signal,
    },
  );
  return `http://127.0.0.1:${target.ports[0]}/api/users`;
}

async function measureOurs(
  url: string,
  processes: TrialProcesses,
): Promise<Pick<Round, 'ours' | 'littlesLaw'>> {
  const load = startLoad(1, processes.spawnAs('load'));
  await load.ready;
  const answer: AnswerRule = { kind: 'scenario', name: 'db-wait' };
  const job: LoadJob = {
    url,
    driver: 'autocannon',
    mode: 'keep-alive',
    connections: CONNECTIONS,
    requestTimeoutSeconds: 10,
    answer,
  };
  await load.begin(job, () => {});
  const fromMs = monotonicMs() + WARMUP_SECONDS * 1_000;
  const { throughput, latency } = await load.measure({ fromMs, toMs: fromMs + SECONDS * 1_000 });
  return {
    ours: { throughput, p50Ms: latency.p50, p99Ms: latency.p99 },
    littlesLaw: littlesLawRatio(throughput, latency.mean, CONNECTIONS) ?? Number.NaN,
  };
}

function describe({ throughput, p50Ms, p99Ms }: WrkFigures): string {
  return `${throughput.toFixed(0)}/s p50 ${p50Ms.toFixed(2)} p99 ${p99Ms.toFixed(2)} ms`;
}
