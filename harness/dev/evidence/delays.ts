/**
 * `npm run evidence delays [-- file seconds]`: how long a simulated delay really takes in a server under load, and
 * what the closed-network model predicts for that; prints a table of docs/evidence.md.
 */
import { fileURLToPath } from 'node:url';
import type { Column } from '../../../reports/document/table.ts';
import type { Child } from '../../processes/children.ts';
import { closedNetwork } from '../../stats/closed-network.ts';
import { mean } from '../../stats/summary.ts';
import { nextMessage } from '../bench/next-message.ts';
import { runOwn } from '../bench/own-load.ts';
import { pinnedTo } from '../bench/pinned.ts';
import { withProcesses } from '../bench/with-processes.ts';
import { table } from '../markdown-table.ts';
import type { WorkDone } from './delayed-server.ts';
import { inParts } from './in-parts.ts';

const server = fileURLToPath(import.meta.resolve('./delayed-server.js'));
const ROUNDS = 5;
const loads = [
  { delayMs: 5, connections: 64 },
  { delayMs: 20, connections: 50 },
  { delayMs: 20, connections: 200 },
  { delayMs: 50, connections: 200 },
  { delayMs: 50, connections: 500 },
  { delayMs: 100, connections: 500 },
] as const;

interface Figures {
  readonly throughput: number;
  readonly meanMs: number;
  readonly serviceMs: number;
  readonly waitedMs: number;
}

type Load = (typeof loads)[number];
type Row = Load & Figures;

const rounds = Array.from({ length: ROUNDS }, (_, index) => index + 1);
const nameOf = ({ delayMs, connections }: Load, round: number) =>
  `${delayMs} ms, ${connections}, round ${round}`;
const parts = rounds.flatMap((round) =>
  loads.map((load) => [nameOf(load, round), () => measure(load)] as const),
);
const measured = await inParts('delays', new Map(parts));

const keys = ['throughput', 'meanMs', 'serviceMs', 'waitedMs'] as const;
const rows = loads.flatMap((load): Row[] => {
  const each = rounds.flatMap((round) => measured.get(nameOf(load, round)) ?? []);
  if (each.length === 0) return [];
  const [throughput, meanMs, serviceMs, waitedMs] = keys.map((key) => mean(each.map((one) => one[key])));
  return [{ ...load, throughput, meanMs, serviceMs, waitedMs } as Row];
});
const expected = ({ connections, serviceMs }: Row, delayMs: number) =>
  closedNetwork({ connections, delayMs, serviceMs, servers: 1 });
const right = (title: string, cell: (row: Row) => string): Column<Row> => ({ title, cell, align: 'right' });
console.log(
  table<Row>(
    [
      right('delay (ms)', ({ delayMs }) => String(delayMs)),
      right('connections', ({ connections }) => String(connections)),
      right('busy', ({ throughput, serviceMs }) => `${((throughput * serviceMs) / 10).toFixed(0)}%`),
      right('true delay (ms)', ({ waitedMs }) => waitedMs.toFixed(2)),
      right('measured (req/s)', ({ throughput }) => throughput.toFixed(0)),
      right('/ model', (row) => (row.throughput / expected(row, row.delayMs).throughput).toFixed(3)),
      right('/ model of the true delay', (row) =>
        (row.throughput / expected(row, row.waitedMs).throughput).toFixed(3),
      ),
      right('measured mean (ms)', ({ meanMs }) => meanMs.toFixed(2)),
      right('/ model', (row) => (row.meanMs / expected(row, row.delayMs).meanMs).toFixed(3)),
      right('/ model of the true delay', (row) =>
        (row.meanMs / expected(row, row.waitedMs).meanMs).toFixed(3),
      ),
    ],
    rows,
  ),
);

function measure({ delayMs, connections }: Load): Promise<Figures> {
  return withProcesses(async (processes) => {
    const app = pinnedTo(
      0,
      processes.spawnAs('target'),
    )({
      name: 'the delayed server',
      command: process.execPath,
      args: [server],
      env: { DB_DELAY_MS: String(delayMs) },
      ipc: true,
    });
    const url = `http://127.0.0.1:${await nextMessage<number>(app)}/`;
    const load = { url, connections, client: 'direct', cpu: 1 } as const;
    await runOwn(processes, { ...load, seconds: 2, warmupSeconds: 0.5 });
    await workDoneBy(app);
    const { throughput, latency } = await runOwn(processes, { ...load, seconds: 5, warmupSeconds: 0.5 });
    const { responses, waitedMs, cpuMs } = await workDoneBy(app);
    return {
      throughput,
      meanMs: latency.mean,
      serviceMs: cpuMs / responses,
      waitedMs: waitedMs / responses,
    };
  });
}

function workDoneBy(app: Child): Promise<WorkDone> {
  const workDone = nextMessage<WorkDone>(app);
  app.send({});
  return workDone;
}
