import { execFileSync } from 'node:child_process';
import type { TestContext } from 'node:test';
import { skipUnlessExpected } from './skip-unless-expected.ts';

/**
 * Returns the path of nginx. If there is none, skips the test and returns null, or fails if the environment expects
 * nginx.
 */
export function nginxForTests(context: TestContext): string | null {
  try {
    const path = `${process.env.PATH}:/usr/sbin`;
    return execFileSync('sh', ['-c', 'command -v nginx'], { encoding: 'utf8', env: { PATH: path } }).trim();
  } catch {
    return skipUnlessExpected(context, 'CLUSTER_BENCH_EXPECT_NGINX', 'nginx is not installed');
  }
}
