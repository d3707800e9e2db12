import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { otherFile } from './changed-host.ts';

test('a missing ability skips the test, or fails it if the environment expects the ability', (context) => {
  const reasons: (string | undefined)[] = [];
  const skipped = { skip: (reason) => reasons.push(reason) } as Pick<TestContext, 'skip'> as TestContext;
  const impossible = () => otherFile(skipped, '/proc/no-such-file', '/proc/no-such-file');
  const variable = 'CLUSTER_BENCH_EXPECT_NAMESPACES';
  const before = process.env[variable];
  context.after(() => {
    if (before === undefined) delete process.env[variable];
    else process.env[variable] = before;
  });

  delete process.env[variable];
  assert.equal(impossible(), null);
  assert.match(reasons.join(), /^this host does not allow such a namespace: /);
  process.env[variable] = '1';
  assert.throws(
    impossible,
    /CLUSTER_BENCH_EXPECT_NAMESPACES is set, and this host does not allow such a namespace: /,
  );
  assert.equal(reasons.length, 1);
});
