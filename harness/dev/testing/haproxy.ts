import type { TestContext } from 'node:test';
import { installedProgram } from './installed-program.ts';

/** Returns the path of haproxy. If there is none, skips the test and returns null, or fails if it is expected. */
export function haproxyForTests(context: TestContext): string | null {
  return installedProgram(context, 'haproxy', 'CLUSTER_BENCH_EXPECT_HAPROXY');
}
