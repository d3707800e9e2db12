/** `npm run evidence model`: what the closed-network model expects of a dozen cells, and what they gave. */
import { table } from '../../reports/table.ts';
import type { OkTrial } from '../record.ts';
import { mean } from '../stats/summary.ts';
import { shortRun } from './short-run.ts';

const ALWAYS = ['--policy', 'rr', '--proxy', 'none', '--trials', '3', '--duration', '4', '--warmup', '2'];
const loads = [
  { app: 'express', delay: 50, connections: 500 },
  { app: 'express', delay: 50, connections: 1_000 },
  { app: 'express', delay: 10, connections: 100 },
  { app: 'http', delay: 20, connections: 200 },
  { app: 'http', delay: 50, connections: 2_000 },
  { app: 'fastify', delay: 5, connections: 64 },
  { app: 'fastify', delay: 100, connections: 1_000 },
] as const;

interface Row {
  readonly load: (typeof loads)[number];
  readonly trials: readonly OkTrial[];
}

const rows: Row[] = [];
for (const load of loads) {
  const { app, delay, connections } = load;
  const own = ['--app', app, '--delay', String(delay), '--connections', String(connections)];
  const { plan, trials } = await shortRun([...ALWAYS, ...own, '--workers', '1,2']);
  for (const { id } of plan.cells) {
    rows.push({
      load,
      trials: trials.filter((trial) => trial.status === 'ok').filter(({ cell }) => cell === id),
    });
  }
}

function meanOf(pick: (trial: OkTrial) => number): (row: Row) => number {
  return ({ trials }) => mean(trials.map(pick));
}
const measured = meanOf(({ load }) => load.throughput);
const measuredMs = meanOf(({ load }) => load.latency.mean);
const pinned = meanOf(({ expected }) => expected?.pinned.throughput ?? Number.NaN);
const pinnedMs = meanOf(({ expected }) => expected?.pinned.meanMs ?? Number.NaN);
const right = (title: string, cell: (row: Row) => string) => ({ title, cell, align: 'right' as const });

console.log(
  table<Row>(
    [
      { title: 'app', align: 'left', cell: ({ load }) => load.app },
      right('delay (ms)', ({ load }) => String(load.delay)),
      right('connections', ({ load }) => String(load.connections)),
      { title: 'setup', align: 'left', cell: ({ trials }) => trials[0]?.cell ?? '' },
      right('CPU a request (ms)', (row) =>
        meanOf(({ expected }) => expected?.serviceMs ?? Number.NaN)(row).toFixed(3),
      ),
      right('expected (req/s)', (row) => pinned(row).toFixed(0)),
      right('measured (req/s)', (row) => measured(row).toFixed(0)),
      right('measured / expected', (row) => (measured(row) / pinned(row)).toFixed(3)),
      right('expected mean (ms)', (row) => pinnedMs(row).toFixed(2)),
      right('measured mean (ms)', (row) => measuredMs(row).toFixed(2)),
      right('measured / expected mean', (row) => (measuredMs(row) / pinnedMs(row)).toFixed(3)),
    ],
    rows,
  ),
);
