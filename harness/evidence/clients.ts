/**
 * `npm run evidence clients`: direct, autocannon and wrk on the same started servers, in turns; prints the table of
 * docs/evidence.md.
 */
import { table } from '../../reports/table.ts';
import { type OwnJob, runOwn } from '../bench/own-load.ts';
import { startApp } from '../bench/started-app.ts';
import { withProcesses } from '../bench/with-processes.ts';
import { runWrk, type WrkFigures } from '../bench/wrk.ts';
import type { TrialProcesses } from '../processes/trial-processes.ts';
import { median } from '../stats/summary.ts';

const ROUNDS = 5;
const SECONDS = 5;
const SERVER_CPU = 0;
const CLIENT_CPU = 1;
const clients = ['wrk', 'direct', 'autocannon'] as const;
const figures = ['throughput', 'p50Ms', 'p90Ms', 'p99Ms'] as const;

type Client = (typeof clients)[number];

interface Setting {
  readonly delayMs: number;
  readonly mode: 'keep-alive' | 'new-connections';
  readonly connections: number;
}

interface Row extends Setting {
  readonly client: Client;
  readonly medians: WrkFigures;
  /** Of the medians, to those of wrk. */
  readonly ratios: WrkFigures;
}

const settings: readonly Setting[] = (['keep-alive', 'new-connections'] as const).flatMap((mode) =>
  [0, 5, 50].map((delayMs) => ({ delayMs, mode, connections: delayMs < 50 ? 64 : 256 })),
);

const rows: Row[] = [];
for (const setting of settings) {
  await withProcesses(async (processes) => {
    const { delayMs } = setting;
    const url = await startApp(processes, { name: 'http', delayMs, cpu: SERVER_CPU });
    const measured = new Map<Client, WrkFigures[]>(clients.map((client) => [client, []]));
    for (let round = 0; round < ROUNDS; round++) {
      for (const client of clients) {
        // autocannon loses answers there: its figures would be of another load.
        if (client === 'autocannon' && setting.mode === 'new-connections') continue;
        measured.get(client)?.push(await measureBy(client, url, setting, processes));
      }
    }
    rows.push(...rowsOf(setting, measured));
  });
}
console.log(
  table<Row>(
    [
      { title: 'delay (ms)', align: 'right', cell: ({ delayMs }) => String(delayMs) },
      { title: 'connections', align: 'left', cell: ({ connections, mode }) => `${connections} ${mode}` },
      { title: 'client', align: 'left', cell: ({ client }) => client },
      ...figures.map((name) => ({
        title: name === 'throughput' ? 'req/s' : name.replace('Ms', ' (ms)'),
        align: 'right' as const,
        cell: ({ medians }: Row) => medians[name].toFixed(name === 'throughput' ? 0 : 2),
      })),
      ...figures.map((name) => ({
        title: `${name.replace('Ms', '')} / wrk`,
        align: 'right' as const,
        cell: ({ client, ratios }: Row) => (client === 'wrk' ? '' : ratios[name].toFixed(3)),
      })),
    ],
    rows,
  ),
);

async function measureBy(
  client: Client,
  url: string,
  { connections, mode }: Setting,
  processes: TrialProcesses,
): Promise<WrkFigures> {
  const where = { url, connections, seconds: SECONDS, cpu: CLIENT_CPU };
  if (client === 'wrk') return runWrk({ ...where, newConnections: mode === 'new-connections' });
  const job: OwnJob = { ...where, driver: client, mode, warmupSeconds: 1 };
  const { throughput, latency } = await runOwn(processes, job);
  return { throughput, p50Ms: latency.p50, p90Ms: latency.p90, p99Ms: latency.p99 };
}

function rowsOf(setting: Setting, measured: ReadonlyMap<Client, readonly WrkFigures[]>): Row[] {
  const mediansOf = (client: Client) =>
    perFigure((name) => median((measured.get(client) ?? []).map((round) => round[name])));
  const wrk = mediansOf('wrk');
  return clients
    .filter((client) => (measured.get(client) ?? []).length > 0)
    .map((client) => {
      const medians = mediansOf(client);
      return { ...setting, client, medians, ratios: perFigure((name) => medians[name] / wrk[name]) };
    });
}

function perFigure(value: (name: keyof WrkFigures) => number): WrkFigures {
  return Object.fromEntries(figures.map((name) => [name, value(name)])) as unknown as WrkFigures;
}
