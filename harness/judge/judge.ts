/** What was seen of a trial's window -> the figures of the record, their bounds and what is wrong with them. */
import type { Observations } from '../observe/instruments.ts';
import type { Bound, Cell, CoresByRole, LoadFigures, OkTrial, PinnedCpus, Search } from '../record.ts';
import { connectionsBound } from '../stats/bounds.ts';
import { sum } from '../stats/summary.ts';
import { warningsOf } from './verdicts/index.ts';

export type Judged = Pick<
  OkTrial,
  'load' | 'cpu' | 'processes' | 'sockets' | 'bounds' | 'expected' | 'search' | 'warnings'
>;

/** Of the plan, what a trial's figures are judged by. */
export interface JudgedBy {
  /** Null where the app is the user's, who alone knows. */
  readonly delayMs: number | null;
  readonly cpus: PinnedCpus | null;
}

export function judge(
  cell: Cell,
  { delayMs, cpus }: JudgedBy,
  load: LoadFigures,
  { cpu, cores, interruptCores, processes, sockets }: Observations,
  search: Search | null,
): Judged {
  const figures = {
    load,
    cpu: { ...cpu, coresByRole: coresByRole(cores, cpu, load, interruptCores) },
    processes,
    sockets,
    bounds: boundsOf(load, delayMs),
  };
  return {
    ...figures,
    expected: null,
    search,
    warnings: warningsOf({ ...cell, ...figures, cpus }),
  };
}

function boundsOf({ connections }: LoadFigures, delayMs: number | null): Bound[] {
  const limit = delayMs === null ? null : connectionsBound(connections, delayMs);
  return limit === null ? [] : [{ limit, setBy: 'connections' }];
}

/**
 * Whatever is busy on the host and belongs to nobody we know is `other`; but for interrupts, which are mostly our
 * own traffic's: where the kernel charges them to no process they would pass for a stranger's work.
 */
function coresByRole(
  known: Observations['cores'],
  cpu: Observations['cpu'],
  load: LoadFigures,
  interruptCores: number,
): CoresByRole {
  const roles = { ...known, load: load.clientCpuSeconds / load.windowSeconds };
  const busyCores = (cpu.busy / 100) * cpu.cores.length;
  const accounted = sum(Object.values(roles)) + interruptCores;
  return { ...roles, other: Math.max(0, busyCores - accounted) };
}
