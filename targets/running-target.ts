import { describeExit } from './describe-exit.ts';
import type { ChildHandle, Origin, RunningTarget, TargetFailure } from './topology.ts';

/**
 * A target of processes that all listen, and that breaks when any of them ends.
 *
 * @param complaint settles when the target says of itself that it is broken
 */
export function runningTarget(
  children: readonly ChildHandle[],
  origins: readonly Origin[],
  complaint: Promise<TargetFailure> = new Promise(() => {}),
): RunningTarget {
  const ends = children.map(async (child) => {
    const exit = await child.exited;
    return {
      reason: `${child.name} ended while it was under load (${describeExit(exit)})`,
      lastLines: child.lastLines(),
    };
  });
  return { origins, broken: Promise.race([...ends, complaint]) };
}
