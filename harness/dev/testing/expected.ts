/** What a test needs of a host, and a host may lack: what is expected of it is set in the environment, as CI does. */
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';

type Expectation = `CLUSTER_BENCH_EXPECT_${'CHROMIUM' | 'NGINX' | 'NAMESPACES' | 'CGROUPS'}`;

/** Null, and the test is skipped with the reason; @throws where it must not be, for the variable is set */
export function skipUnlessExpected(context: TestContext, variable: Expectation, reason: string): null {
  assert.ok(!process.env[variable], `${variable} is set, and ${reason}`);
  context.skip(reason);
  return null;
}
