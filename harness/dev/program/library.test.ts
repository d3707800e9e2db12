/** The library in a program of its own, with real processes. */
import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { recordIn, runCli, startCli, temporaryFolder } from '../testing/cli.ts';

test('the example of docs/library.md measures both variants', async (context) => {
  const cwd = temporaryFolder(context);
  const script = resolve('docs/examples/library/workers.mjs');
  const { code, output } = await runCli([], { cwd, script });
  assert.equal(code, 0, output);
  const lines = output.trim().split('\n');
  assert.deepEqual(lines.slice(0, 2).sort(), ['measuring cluster-2-rr', 'measuring single']);
  assert.match(lines[2] ?? '', /^(single|cluster-2-rr): \d+ requests\/s$/);
  assert.match(lines[4] ?? '', /^report: \/.*report\.html$/);
  assert.equal(lines.length, 5);
});

/** A program that measures for longer than the test, and says when the load began. */
const LONG = `import { run } from '${resolve('dist/harness/library/index.js')}';
const config = { workers: 1, proxy: 'none', connections: 9, trials: 1, duration: 1, warmup: 60, out: 'run' };
const onEvent = ({ type, phase }) => phase === 'warming up' && console.log('under load');
const stop = new AbortController();
process.on('SIGUSR2', () => stop.abort());
const { record } = await run(config, { onEvent, signal: stop.signal, report: false });
console.log(record.status);`;

function startLong(cwd: string) {
  const script = join(cwd, 'long.mjs');
  writeFileSync(script, LONG);
  return startCli([], { cwd, script });
}

test('a signal stops a run under load, and the program goes on', async (context) => {
  const cwd = temporaryFolder(context);
  const program = startLong(cwd);
  await program.wrote('under load');
  program.kill('SIGUSR2');
  await program.wrote('partial');
  assert.equal((await program.ended).code, 0);
  assert.deepEqual(
    [recordIn(join(cwd, 'run')).status, existsSync(join(cwd, 'run', 'report.md'))],
    ['partial', false],
  );
});

test('nothing of a run is left once its program is killed', async (context) => {
  const program = startLong(temporaryFolder(context));
  await program.wrote('under load');
  program.kill('SIGKILL');
  // It rejects if anything is left.
  assert.equal((await program.ended).signal, 'SIGKILL');
});
