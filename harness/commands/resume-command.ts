import { relative } from 'node:path';
import { shellWord } from '../../reports/shell-word.ts';
import type { RunRecord } from '../records/run.ts';

/**
 * resumeCommand is the command that goes on with a partial run; null if there is nothing to go on with. One whose
 * trials all failed fails again.
 */
export function resumeCommand(
  { status, pairing, isNight, trials }: RunRecord,
  folder: string,
  cwd: string,
): string | null {
  if (status === 'complete' || pairing !== null || isNight) return null;
  if (trials.every((trial) => trial.status === 'failed')) return null;
  return `npx cluster-bench --resume ${shellWord(relative(cwd, folder) || '.')}`;
}
