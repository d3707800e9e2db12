/** Control groups (cgroup v2) on the host of a test. */
import { mkdirSync, readdirSync, readFileSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { groupsOf } from '../../processes/own-groups.ts';

/** The group that this process is in; null, and the test is skipped, where none can be made below it. */
export function controlGroupsFor(context: TestContext): string | null {
  const own = groupsOf((file) => readFileSync(file, 'utf8')).find(({ version }) => version === 2);
  try {
    if (!own) throw new Error('this host has no cgroup v2');
    const tried = join(own.folder, `cluster-bench-test-${process.pid}`);
    mkdirSync(tried);
    rmdirSync(tried);
    return own.folder;
  } catch (error) {
    context.skip(`no control group of version 2 can be made here: ${(error as Error).message}`);
    return null;
  }
}

/** Names of the groups that a harness has made. */
export function groupsOfHarness(parent: string, pid: number): string[] {
  return readdirSync(parent).filter((name) => name.startsWith(`cluster-bench-${pid}-`));
}
