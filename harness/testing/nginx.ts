import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import type { TestContext } from 'node:test';

/** Path of nginx; null, and the test is skipped, where there is none, unless one is expected there. */
export function nginxForTests(context: TestContext): string | null {
  try {
    const path = `${process.env.PATH}:/usr/sbin`;
    return execFileSync('sh', ['-c', 'command -v nginx'], { encoding: 'utf8', env: { PATH: path } }).trim();
  } catch {
    assert.ok(!process.env.CLUSTER_BENCH_EXPECT_NGINX, 'nginx is expected here, and is not installed');
    context.skip('nginx is not installed');
    return null;
  }
}
