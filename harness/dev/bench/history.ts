/** The cost of a history of a thousand nights: bytes in `history.jsonl`, time and memory of the whole command. */
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exampleRecord } from '../../../reports/testing/example-record.ts';
import { writeRecord } from '../../records/journal.ts';
import type { OkTrial } from '../../records/run.ts';
import { mulberry32 } from '../../stats/mulberry32.ts';

const RUNS = 1_000;
const DAY_MS = 86_400_000;
/** The process reports its own usage in the last line of its standard error. */
const REPORT_USAGE = `data:text/javascript,${encodeURIComponent(
  `process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    process._rawDebug(JSON.stringify({ seconds: performance.now() / 1e3, cpu: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS * 1024 / 1e6 }));
  })`,
)}`;

/** 12 variants, 3 trials of 10 s each per night; levels change by 6% three times. */
export async function printCostOfHistory(print: (line: string) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'cluster-bench-self-'));
  try {
    const bytes = await writeRuns(folder);
    print(`  ${RUNS} runs of 12 variants, made up: run.json of ${(bytes / 1e6).toFixed(2)} MB each`);
    print(`  the first time, reading every run.json: ${cost('history', folder)}`);
    const { size } = await stat(join(folder, 'history.jsonl'));
    print(`  history.jsonl: ${Math.round(size / RUNS)} bytes per night`);
    const again = [1, 2, 3, 4, 5].map(() => cost('history', folder));
    for (const one of again) print(`  again, as every night: ${one} (at most 2 s, 300 MB)`);
    print(`  the same with one chart of 12: ${cost('history', folder, '--cell', 'single')}`);
    print(`  the program alone, cluster-bench list: ${cost('list')}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @returns bytes of the last record */
async function writeRuns(folder: string): Promise<number> {
  const random = mulberry32(1);
  let run = '';
  for (let night = 0; night < RUNS; night++) {
    const level = [1, 0.94, 1, 0.94][Math.floor((night * 4) / RUNS)] ?? 1;
    const startedAt = new Date(Date.UTC(2024, 0, 1, 2, 30) + night * DAY_MS).toISOString();
    const alter = (trial: OkTrial): OkTrial => {
      const throughput = trial.load.throughput * level * (0.98 + 0.04 * random());
      return { ...trial, load: { ...trial.load, throughput } };
    };
    const record = exampleRecord({ policies: ['rr', 'none'], cores: 2, alter });
    const commit = Math.floor(random() * 2 ** 40)
      .toString(16)
      .padStart(40, '0');
    run = join(folder, startedAt.slice(0, 10));
    await mkdir(run);
    await writeRecord(run, { ...record, startedAt, git: { commit, branch: 'main', dirty: false } });
  }
  return (await stat(join(run, 'run.json'))).size;
}

/** cost is that of the command in a process of its own. */
function cost(...args: readonly string[]): string {
  const program = fileURLToPath(import.meta.resolve('../../cli.js'));
  const all = ['--import', REPORT_USAGE, program, ...args];
  const { stderr } = spawnSync(process.execPath, all, {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const { seconds, cpu, megabytes } = JSON.parse(stderr.trim().split('\n').at(-1) ?? '');
  return `${seconds.toFixed(2)} s (${cpu.toFixed(2)} s of CPU), ${megabytes.toFixed(0)} MB`;
}
