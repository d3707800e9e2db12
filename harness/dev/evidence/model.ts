/**
 * `npm run evidence model -- [file] [seconds]`: what the closed-network model predicts for a dozen cells, and what
 * was measured; prints the table of docs/evidence.md.
 */

import type { OkTrial } from '../../records/run.ts';
import { mean } from '../../stats/summary.ts';
import { table } from '../markdown-table.ts';
import { inParts } from './in-parts.ts';
import { shortRun } from './short-run.ts';

const ALWAYS = ['--policy', 'rr', '--proxy', 'none', '--trials', '3', '--duration', '4', '--warmup', '2'];
/** Largest acceptable relative error of a prediction. */
const TOLERANCE = 0.1;
const loads = [
  { app: 'express', delay: 50, connections: 500 },
  { app: 'express', delay: 50, connections: 1_000 },
  { app: 'express', delay: 10, connections: 100 },
  { app: 'http', delay: 20, connections: 200 },
  { app: 'http', delay: 50, connections: 1_000 },
  { app: 'fastify', delay: 5, connections: 64 },
  { app: 'fastify', delay: 20, connections: 200 },
  { app: 'fastify', delay: 100, connections: 1_000 },
  { app: 'express', delay: 100, connections: 200 },
  { app: 'http', delay: 50, connections: 200 },
  { app: 'http', delay: 100, connections: 500 },
  { app: 'fastify', delay: 50, connections: 200 },
] as const;

type Load = (typeof loads)[number];

interface Figures {
  readonly throughput: number;
  readonly meanMs: number;
}

/** CellFigures are means over the trials of a cell. */
interface CellFigures {
  readonly cell: string;
  readonly serviceMs: number;
  readonly model: Figures;
  readonly measured: Figures;
  /** Cores that foreign processes kept busy. */
  readonly otherCores: number;
}

interface Row extends CellFigures {
  readonly load: Load;
}

const nameOf = ({ app, delay, connections }: Load) => `${app}, ${delay} ms, ${connections} connections`;
const measured = await inParts(
  'model',
  new Map(loads.map((load) => [nameOf(load), () => measureCells(load)])),
);
const rows = loads.flatMap((load) =>
  (measured.get(nameOf(load)) ?? []).map((cell): Row => ({ load, ...cell })),
);
const right = (title: string, cell: (row: Row) => string) => ({ title, cell, align: 'right' as const });
console.log(
  table<Row>(
    [
      { title: 'app', align: 'left', cell: ({ load }) => load.app },
      right('delay (ms)', ({ load }) => String(load.delay)),
      right('connections', ({ load }) => String(load.connections)),
      { title: 'variant', align: 'left', cell: ({ cell }) => cell },
      right('service time (ms)', ({ serviceMs }) => serviceMs.toFixed(3)),
      right('model (req/s)', ({ model }) => model.throughput.toFixed(0)),
      right('measured', ({ measured }) => measured.throughput.toFixed(0)),
      right('ratio', (row) => marked(row, 'throughput')),
      right('model mean (ms)', ({ model }) => model.meanMs.toFixed(2)),
      right('measured', ({ measured }) => measured.meanMs.toFixed(2)),
      right('ratio', (row) => marked(row, 'meanMs')),
      right('foreign cores', ({ otherCores }) => otherCores.toFixed(2)),
    ],
    rows,
  ),
);
for (const figure of ['throughput', 'meanMs'] as const) {
  const within = rows.filter((row) => isWithin(row, figure)).length;
  console.log(`${figure}: ${within} of ${rows.length} cells within ${100 * TOLERANCE}%`);
}

async function measureCells({ app, delay, connections }: Load): Promise<CellFigures[]> {
  const own = ['--app', app, '--delay', String(delay), '--connections', String(connections)];
  const { cells, trials } = await shortRun([...ALWAYS, ...own, '--workers', '1,2']);
  return cells.map(({ id }) =>
    cellFigures(
      id,
      trials.filter((trial) => trial.status === 'ok').filter(({ cell }) => cell === id),
    ),
  );
}

function cellFigures(cell: string, trials: readonly OkTrial[]): CellFigures {
  const meanOf = (pick: (trial: OkTrial) => number | undefined) =>
    mean(trials.map((trial) => pick(trial) ?? Number.NaN));
  return {
    cell,
    serviceMs: meanOf(({ model }) => model?.serviceMs),
    model: {
      throughput: meanOf(({ model }) => model?.perWorker.throughput),
      meanMs: meanOf(({ model }) => model?.perWorker.meanMs),
    },
    measured: {
      throughput: meanOf(({ load }) => load.throughput),
      meanMs: meanOf(({ load }) => load.latency.mean),
    },
    otherCores: meanOf(({ cpu }) => cpu.coresByRole.other),
  };
}

function marked(row: Row, figure: keyof Figures): string {
  return `${ratioOf(row, figure).toFixed(3)} ${isWithin(row, figure) ? 'ok' : 'FAIL'}`;
}

function isWithin(row: Row, figure: keyof Figures): boolean {
  return Math.abs(ratioOf(row, figure) - 1) <= TOLERANCE;
}

function ratioOf({ model, measured }: Row, figure: keyof Figures): number {
  return measured[figure] / model[figure];
}
