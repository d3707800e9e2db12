import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { at, monotonicMs, until } from './clock.ts';

test('callbacks never run before their instant', async () => {
  const instants = Array.from({ length: 60 }, (_, index) => monotonicMs() + index * 1.37);
  const early = await Promise.all(
    instants.flatMap((instant) => [
      new Promise<number>((resolve) => at(instant, () => resolve(instant - monotonicMs()))),
      until(instant, new AbortController().signal).then(() => instant - monotonicMs()),
    ]),
  );
  assert.ok(Math.max(...early) <= 0, `${Math.max(...early)} ms early`);
});

test('two processes read the same clock', () => {
  const module = new URL('./clock.js', import.meta.url).href;
  const script = `import { monotonicMs } from '${module}'; console.log(monotonicMs());`;
  const before = monotonicMs();
  const other = Number(
    execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }),
  );
  assert.ok(before < other && other < monotonicMs(), `${before} ${other} ${monotonicMs()}`);
});
