/** Agents on this host beside as many load processes of the run itself: the same throughput, and little time more. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { readRun } from '../../judge/judge-run.ts';
import { median } from '../../stats/summary.ts';
import { startedRedis } from './started-redis.ts';
import { withProcesses } from './with-processes.ts';

const NUMBERS = [1, 2, 4];
const ROUNDS = 2;
const LOAD = ['--workers', '1', '--proxy', 'none', '--app', 'http', '--delay', '20', '--connections', '64'];
const TIMES = ['--trials', '3', '--duration', '3', '--warmup', '1'];
const program = fileURLToPath(import.meta.resolve('../../cli.js'));
const env = { ...process.env, CLUSTER_BENCH_SECRET: 'a secret for measurements' };

interface Measured {
  /** Requests per second of each trial. */
  readonly throughputs: number[];
  /** Seconds that each trial took beside start, warm-up and window. */
  readonly own: number[];
}

export async function printAgentsBesideLocal(print: (line: string) => void): Promise<void> {
  await withProcesses(async (processes, folder) => {
    const redis = await startedRedis(processes.spawnAs('service'), folder);
    if (redis === null) return print('  redis-server is not installed (apt-get install redis-server)');
    for (const number of NUMBERS) {
      const sides = { local: none(), agents: none() };
      const agents = Array.from({ length: number }, (_, index) => startAgent(redis, `a${index}`));
      try {
        for (const agent of agents) await once(agent.stdout, 'data');
        for (let round = 0; round < ROUNDS; round++) {
          const out = join(folder, `${number}-${round}`);
          await measure([...LOAD, '--load-processes', String(number)], `${out}-local`, sides.local);
          const remote = ['--agents', String(number), '--redis', redis.href, '--load-processes', '1'];
          await measure([...LOAD, ...remote], `${out}-agents`, sides.agents);
        }
      } finally {
        for (const agent of agents) agent.kill('SIGINT');
      }
      print(lineOf(number, sides));
    }
  });
}

function none(): Measured {
  return { throughputs: [], own: [] };
}

function startAgent(redis: URL, name: string) {
  const args = [program, 'agent', '--redis', redis.href, '--name', name];
  return spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
}

async function measure(args: readonly string[], out: string, into: Measured): Promise<void> {
  await promisify(execFile)(process.execPath, [program, ...args, ...TIMES, '--out', out], { env });
  for (const trial of (await readRun(out)).trials) {
    if (trial.status !== 'ok') throw new Error(trial.reason);
    into.throughputs.push(trial.load.throughput);
    into.own.push(trial.overheadSeconds);
  }
}

function lineOf(number: number, { local, agents }: Readonly<Record<'local' | 'agents', Measured>>): string {
  const ratio = median(agents.throughputs) / median(local.throughputs);
  const longer = median(agents.own) - median(local.own);
  return [
    `  ${number} agents of one process beside one run of ${number}: ratio ${ratio.toFixed(3)} (0.97 to 1.03),`,
    `${median(local.throughputs).toFixed(0)} requests per second;`,
    `own time per trial ${longer.toFixed(2)} s longer (at most 0.5)`,
  ].join(' ');
}
