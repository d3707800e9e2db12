/** A whole run in another user's checkout. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { recordIn } from '../dev/testing/cli.ts';
import { untrusted } from '../dev/testing/foreign-checkouts.ts';

test('a run in another user’s checkout has no commit, and says why', async (context) => {
  const { folder, code, output, help } = await untrusted(context, []);
  assert.equal(code, 0, output);
  assert.ok(output.includes(`the record does not name the commit: ${help}\n`), output);
  assert.equal(recordIn(join(folder, 'run')).git, null);
});
