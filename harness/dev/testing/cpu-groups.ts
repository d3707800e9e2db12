/** Control groups with a CPU limit, where this host lets tests make them. */
import { readdirSync } from 'node:fs';
import type { TestContext } from 'node:test';
import { cpuParents } from '../../processes/cpu-controller.ts';
import { cpuGroupObstacle } from '../../processes/cpu-groups.ts';
import { skipUnlessExpected } from './skip-unless-expected.ts';

/** Returns whether such groups can be made; if not, the test is skipped, or fails if the environment expects them. */
export function hasCpuGroups(context: TestContext): boolean {
  const obstacle = cpuGroupObstacle();
  if (obstacle === null) return true;
  skipUnlessExpected(context, 'CLUSTER_BENCH_EXPECT_CGROUPS', obstacle);
  return false;
}

/** Names of the groups that a harness made and that still exist. */
export function cpuGroupsOf(pid: number): string[] {
  return cpuParents().flatMap(({ folder }) =>
    readdirSync(folder).filter((name) => name.startsWith(`cluster-bench-${pid}-`)),
  );
}
