/** Control groups (cgroup v2) of the test's host. */
import { mkdirSync, readdirSync, readFileSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { groupsOf } from '../../processes/own-groups.ts';

/** Returns the group of this process, or null if no group can be made below it; the test is then skipped. */
export function controlGroupsFor(context: TestContext): string | null {
  const own = groupsOf((file) => readFileSync(file, 'utf8')).find(({ version }) => version === 2);
  try {
    if (!own) throw new Error('this host has no cgroup v2');
    const tried = join(own.folder, `cluster-bench-test-${process.pid}`);
    mkdirSync(tried);
    rmdirSync(tried);
    return own.folder;
  } catch (error) {
    context.skip(`this host does not allow a cgroup v2: ${(error as Error).message}`);
    return null;
  }
}

/** Names of the groups that a harness made. */
export function groupsOfHarness(parent: string, pid: number): string[] {
  return readdirSync(parent).filter((name) => name.startsWith(`cluster-bench-${pid}-`));
}
