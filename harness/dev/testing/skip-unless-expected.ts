/** Abilities that a host may lack. The environment says which of them are expected, as CI does. */
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { EXPECTED_BY_TESTS } from '../../config/user-config.ts';

type Expectation = `CLUSTER_BENCH_EXPECT_${(typeof EXPECTED_BY_TESTS)[number]}`;

/** Skips the test with the reason and returns null. @throws if the variable says that the test must run */
export function skipUnlessExpected(context: TestContext, variable: Expectation, reason: string): null {
  assert.ok(!process.env[variable], `${variable} is set, and ${reason}`);
  context.skip(reason);
  return null;
}
