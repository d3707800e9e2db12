/** Checks the profile that a worker wrote, keeps it in the run's folder, and says what it shows. */
import { copyFile, mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cpuProfileSchema } from '../records/cpu-profile.ts';
import type { OkTrial, TakenProfile } from '../records/run.ts';
import { hottestOf } from '../stats/profile/hottest.ts';
import type { RunTools } from './tools.ts';

const FOLDER = 'profiles';
const LONGEST_NAME = 100;

/** profileFiles names a file for each cell, relative to the run's folder. Ids contain slashes, and may be long. */
export function profileFiles(cells: readonly string[]): string[] {
  const names = cells.map((id) => id.replace(/[^\w.+=-]+/g, '_').slice(0, LONGEST_NAME));
  return names.map((name, index) => {
    const earlier = names.slice(0, index).filter((other) => other === name).length;
    return `${FOLDER}/${name}${earlier === 0 ? '' : `~${earlier + 1}`}.cpuprofile`;
  });
}

/** Code of cluster-bench in a worker beside the app: the agent, and what makes any script listen where it should. */
const OWN = ['../observe/', '../host/', '../../targets/preload.js', '../../targets/behaviours/'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);

interface Written {
  /** File that the worker wrote. */
  readonly raw: string;
  /** Relative to the run's folder. */
  readonly file: string;
  readonly pid: number;
  readonly trial: OkTrial;
}

/** @throws if the worker's file is no profile, or the folder cannot be written */
export async function keepProfile(
  { raw, file, pid, trial }: Written,
  { run, runtime }: Pick<RunTools, 'run' | 'runtime'>,
): Promise<TakenProfile> {
  const profile = cpuProfileSchema.safeParse(JSON.parse(await readFile(raw, 'utf8')));
  if (!profile.success) throw new Error('the worker did not write a CPU profile');
  const kept = join(run.config.out, file);
  await mkdir(dirname(kept), { recursive: true });
  try {
    await copyFile(raw, kept);
  } catch (error) {
    await rm(kept, { force: true }).catch(() => {});
    throw error;
  } finally {
    await rm(raw, { force: true }).catch(() => {});
  }
  return {
    cell: trial.cell,
    status: 'ok',
    startedAt: trial.startedAt,
    file,
    pid,
    instance: trial.processes.find((process) => process.pid === pid)?.instance ?? null,
    throughput: trial.load.throughput,
    ...hottestOf(profile.data, { app: runtime.cwd, own: OWN }),
  };
}
