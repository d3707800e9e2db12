import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exitCodes } from '../../commands/exit-codes.ts';
import { readRun } from '../../judge/judge-run.ts';
import type { RunRecord } from '../../records/run.ts';

const program = fileURLToPath(import.meta.resolve('../../cli.js'));

/**
 * shortRun returns the record of a run with these arguments, started as by a user, and keeps no files.
 *
 * @throws if there is no record; a failed trial is part of it
 */
export async function shortRun(args: readonly string[]): Promise<RunRecord> {
  const folder = await mkdtemp(join(tmpdir(), 'cluster-bench-evidence-'));
  try {
    const out = join(folder, 'run');
    const { status } = spawnSync(process.execPath, [program, ...args, '--out', out], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (status !== exitCodes.done && status !== exitCodes.failed)
      throw new Error(`the run ended with ${status}`);
    return await readRun(out);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
