/** Runs one trial: returns its figures on fresh processes, or why there are none. It leaves nothing behind. */
import { rm } from 'node:fs/promises';
import { explainFailure } from '../../targets/explain-failure.ts';
import { TargetError, type TargetFailure } from '../../targets/topology.ts';
import type { ResolvedCell } from '../config/resolved-run.ts';
import { makeScratchFolder } from '../processes/scratch-folder.ts';
import { TrialProcesses } from '../processes/trial-processes.ts';
import { type Figures, measureCell } from './measure-cell.ts';
import { Misread, NoFigure } from './refuse-figures.ts';
import type { RunTrial, TrialParts } from './trial-parts.ts';

export const runTrial: RunTrial = async ({ cell, trial, order }, parts) => {
  const attempt = { cell: cell.id, trial, order, startedAt: new Date().toISOString() };
  try {
    return { ...attempt, status: 'ok', ...(await measureUnlessMisread(cell, parts)) };
  } catch (error) {
    const failure = parts.signal.aborted ? null : failureOf(error);
    if (!failure) throw error;
    const { code, load } = error instanceof NoFigure ? error : { code: null, load: null };
    const { reason, lastLines } = explainFailure(failure);
    return { ...attempt, status: 'failed', reason, stderr: [...lastLines], code, load };
  }
};

/**
 * Errors that the target or the host causes fail a trial. Any other error is a bug of ours, for which this returns
 * null.
 */
function failureOf(error: unknown): TargetFailure | null {
  if (error instanceof TargetError) return error;
  return error instanceof Error && 'syscall' in error ? { reason: error.message, lastLines: [] } : null;
}

async function measureUnlessMisread(cell: ResolvedCell, parts: TrialParts): Promise<Figures> {
  try {
    return await measureOnFreshProcesses(cell, parts);
  } catch (error) {
    if (!(error instanceof Misread) || parts.signal.aborted) throw error;
    parts.tools.misread.set(cell.id, error.message);
    return measureOnFreshProcesses(cell, parts);
  }
}

/** Measures the cell, and in any case leaves no process and no file of the trial. */
async function measureOnFreshProcesses(cell: ResolvedCell, parts: TrialParts): Promise<Figures> {
  const { tools, reporting } = parts;
  const scratch = makeScratchFolder(tools.scratch);
  const shares = cell.cpuLimit === null ? null : { cores: cell.cpuLimit, workers: cell.facts.workers };
  const processes = new TrialProcesses(scratch, tools.cpus, shares);
  try {
    return await measureCell(cell, { ...parts, tools: { ...tools, scratch } }, processes);
  } catch (error) {
    const failure = failureOf(error);
    if (!failure || error instanceof NoFigure || failure.lastLines.length > 0) throw error;
    // A request without a response does not show the cause; the target's own output may.
    throw new TargetError({ reason: failure.reason, lastLines: processes.lastLines() }, { cause: error });
  } finally {
    reporting.onPhase('stopping');
    await processes.stop();
    // The guard later removes what cannot be removed now; the trial does not fail for it.
    await rm(scratch, { recursive: true, force: true }).catch(() => {});
  }
}
