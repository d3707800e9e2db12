import type { TestContext } from 'node:test';
import { installedProgram } from './installed-program.ts';

/**
 * Returns the path of nginx. If there is none, skips the test and returns null, or fails if the environment expects
 * nginx.
 */
export function nginxForTests(context: TestContext): string | null {
  return installedProgram(context, 'nginx', 'CLUSTER_BENCH_EXPECT_NGINX');
}
