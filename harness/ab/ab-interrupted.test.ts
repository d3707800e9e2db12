/** Interrupting `ab` leaves no worktree and no process, and keeps what was measured. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { recordIn } from '../dev/testing/cli.ts';
import { begin } from '../dev/testing/started-ab.ts';

test('Ctrl-C during a trial keeps what was measured, in a partial report', async (context) => {
  const { cli, out, folders, assertUntouched } = begin(context);
  await cli.wrote('pair  1  single');
  const [base = '', head = ''] = folders();
  assert.ok(existsSync(base) && existsSync(head));
  cli.kill('SIGINT');
  assert.deepEqual(await cli.ended, { code: 130, signal: null }, cli.output());
  for (const side of ['base', 'head']) {
    const { status, trials } = recordIn(join(out, side));
    assert.equal(status, 'partial');
    assert.ok(trials.length >= 1);
  }
  assert.match(cli.output(), /^single +[\d,]+ +[\d,]+ .* undecided$/m);
  assert.match(cli.output(), /^! Partial: 2 runs stopped before the end:$/m);
  assert.match(
    readFileSync(join(out, 'comparison.md'), 'utf8'),
    /^> (?:- )?\*\*Partial\*\*: 2 runs stopped before the end: /m,
  );
  assert.deepEqual([existsSync(base), existsSync(head)], [false, false]);
  assertUntouched();
});

test('after kill -9 the guard removes worktrees and processes within 2 s', async (context) => {
  const { cli, folders, assertUntouched } = begin(context);
  await cli.wrote('pair  1  single');
  const [base = '', head = ''] = folders();
  cli.kill('SIGKILL');
  assert.equal((await cli.ended).signal, 'SIGKILL');
  assert.deepEqual([existsSync(base), existsSync(head)], [false, false]);
  assertUntouched();
});
