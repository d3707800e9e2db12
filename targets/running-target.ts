import type { Controls } from './controls.ts';
import { describeExit } from './describe-exit.ts';
import type { ChildHandle, Origin, RunningTarget, TargetFailure } from './topology.ts';

interface TargetOptions {
  /** Settles when the target itself reports a failure. */
  readonly reportedFailure?: Promise<TargetFailure>;
  readonly controls?: Partial<Controls>;
  /** Pids that a control has ended. */
  readonly intended?: ReadonlySet<number>;
}

/** runningTarget is a target whose processes all listen. It fails when any of them ends by itself. */
export function runningTarget(
  children: readonly ChildHandle[],
  origins: readonly Origin[],
  { reportedFailure = new Promise(() => {}), controls = {}, intended = new Set() }: TargetOptions = {},
): RunningTarget {
  const ends = children.map((child) => unintendedEnd(child, intended));
  return { origins, controls, broken: Promise.race([...ends, reportedFailure]) };
}

/** unintendedEnd settles when a child ends by itself. */
export async function unintendedEnd(
  child: ChildHandle,
  intended: ReadonlySet<number>,
): Promise<TargetFailure> {
  const exit = await child.exited;
  if (intended.has(child.pid)) return new Promise<never>(() => {});
  return {
    reason: `${child.name} ended while it was under load (${describeExit(exit)})`,
    lastLines: child.lastLines(),
  };
}
