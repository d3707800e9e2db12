/** The main job with real processes, once: one variant of each topology, with nginx and without, and its report. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { cellOf } from '../testing/cell-of.ts';
import { DRAWS_CHARTS } from '../testing/charts.ts';
import { nginxForTests } from '../testing/nginx.ts';
import { assertBounded, assertSound, run } from '../testing/sound-runs.ts';

// 8 connections with a response after 10 ms leave the host idle time.
test('a cluster, separate processes and nginx, from starting servers to writing the report', async (context) => {
  const proxies = nginxForTests(context) ? ['none', 'nginx'] : ['none'];
  const args = ['--workers', '2', '--policy', 'rr', '--proxy', proxies.join(','), '--seed', '5'].concat(
    '--connections',
    '8',
  );
  const gate = ['--gate', 'throughput * > 1'];
  const { record, trials, folder, output } = await run(context, [...args, ...gate], {}, DRAWS_CHARTS);
  assert.ok(trials.size === (proxies.length > 1 ? 3 : 1), [...trials.keys()].join());
  for (const trial of trials.values()) {
    assertSound(cellOf(record, trial), trial);
    assertBounded(cellOf(record, trial), trial, 800);
  }
  assert.match(readFileSync(join(folder, 'report.md'), 'utf8'), /## Findings/);
  assert.ok(readdirSync(join(folder, 'charts')).includes('latency.png'));
  assert.match(output, /^report: run\/report\.html$/m);
  assert.ok(record.gates.every(({ result }) => result === 'met') && record.gates.length === trials.size);
});

test('connections are split over load processes, none is lost, and a gate that is not met ends in 1', async (context) => {
  const args = ['--workers', '1', '--proxy', 'none', '--app', 'http', '--load-processes', '3'];
  const gate = ['--gate', 'throughput single > 10000000'];
  const { trials, folder, output } = await run(context, [...args, ...gate], {}, {}, 1);
  const trial = trials.get('single');
  assert.match(output, /^not met +throughput single > 10000000 /m);
  assert.equal(trial?.load.processes, 3);
  assert.equal(trial?.processes[0]?.connections, 40);
  assert.ok(
    !existsSync(join(folder, 'charts', 'latency.png')),
    'tests do not wait for charts that they do not check',
  );
});
