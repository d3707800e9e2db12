/**
 * `npm run evidence clients -- [file] [seconds]`: direct, autocannon and wrk on the same server processes,
 * alternating; prints the table of docs/evidence.md.
 */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { groupedBy } from '../../../reports/grouped-by.ts';
import { parseProcStat, summarizeSnapshots } from '../../host/cpu-sampler.ts';
import type { TrialProcesses } from '../../processes/trial-processes.ts';
import type { LoadMode } from '../../records/run.ts';
import { modeInWords } from '../../stats/load-mode.ts';
import { mean, median, sum } from '../../stats/summary.ts';
import { runOwn } from '../bench/own-load.ts';
import { startApp } from '../bench/started-app.ts';
import { withProcesses } from '../bench/with-processes.ts';
import { asWrkCounts, runWrk, type WrkFigures } from '../bench/wrk.ts';
import { table } from '../markdown-table.ts';
import { inParts } from './in-parts.ts';

const ROUNDS = 3;
const SERVER_CPU = 0;
const CLIENT_CPU = 1;
/**
 * wrk counts from before its connections are open, and has no warm-up: over this many delays the difference is small.
 */
const secondsFor = (delayMs: number) => (delayMs < 50 ? 5 : 15);
const WARMUP_SECONDS = 1;
/** Warm-up of the server, by wrk, before any client is measured. */
const SERVER_WARMUP_SECONDS = 8;
/** Percent of the two cores. A round with more steal is not comparable, and is measured again. */
const MOST_STEAL = 2;
const MOST_ATTEMPTS = 3;
const clients = ['wrk', 'direct', 'autocannon'] as const;
const figures = ['throughput', 'p50Ms', 'p90Ms', 'p99Ms'] as const;
/** Largest acceptable relative difference between direct and wrk. */
const TOLERANCES: WrkFigures = { throughput: 0.02, p50Ms: 0.05, p90Ms: 0.05, p99Ms: 0.05 };

type Client = (typeof clients)[number];

/** There and back, so that a server that is still warming up, or a host that drifts, affects each client equally. */
const TURNS: readonly Client[] = ['wrk', 'direct', 'autocannon', 'direct', 'wrk'];

/**
 * With no delay the server is at its limit, and its speed is the throughput: that speed must not depend on a
 * neighbour on the same core.
 */
const hashingServer = fileURLToPath(import.meta.resolve('./hashing-server.js'));

interface Setting {
  readonly delayMs: number;
  readonly mode: LoadMode;
  readonly connections: number;
}

/** Percentiles as counted by wrk. */
interface Measured extends WrkFigures {
  /** p99 without the latencies that wrk adds, which wrk itself does not print. */
  readonly measuredP99Ms?: number;
  /** Percent busy of the server's core. */
  readonly serverBusy: number;
}

interface Round extends Partial<Record<Client, Measured>> {
  /** Percent of the two cores. */
  readonly steal: number;
  readonly attempts: number;
}

interface Row extends Setting {
  readonly client: Client;
  readonly own: readonly Measured[];
  /** Figures of wrk in the same rounds. */
  readonly wrk: readonly Measured[];
}

/**
 * With a delay, few enough that neither server nor client is at its limit: timers that end together make a batch, and
 * the last of it waits until the client has opened the connections of all others. Without a delay two, so that one is
 * always in flight to the busy server: with more of them the order is up to the server, and changes the other
 * percentiles each time.
 */
const settings: readonly Setting[] = [
  { delayMs: 0, mode: { connections: 'kept', arrivals: 'closed' }, connections: 2 },
  { delayMs: 5, mode: { connections: 'kept', arrivals: 'closed' }, connections: 16 },
  { delayMs: 50, mode: { connections: 'kept', arrivals: 'closed' }, connections: 256 },
  { delayMs: 0, mode: { connections: 'per-request', arrivals: 'closed' }, connections: 2 },
  { delayMs: 5, mode: { connections: 'per-request', arrivals: 'closed' }, connections: 8 },
  { delayMs: 50, mode: { connections: 'per-request', arrivals: 'closed' }, connections: 64 },
];
const rounds = Array.from({ length: ROUNDS }, (_, index) => index + 1);

const measured = await inParts(
  'clients',
  new Map(
    rounds.flatMap((round) =>
      settings.map((setting) => [nameOf(setting, round), () => measureRound(setting)]),
    ),
  ),
);
console.log(
  table<Row>(
    [
      { title: 'delay (ms)', align: 'right', cell: ({ delayMs }) => String(delayMs) },
      {
        title: 'connections',
        align: 'left',
        cell: ({ connections, mode }) => `${connections}, ${modeInWords(mode)}`,
      },
      { title: 'client', align: 'left', cell: ({ client }) => client },
      ...figures.map((figure) => ({
        title: figure === 'throughput' ? 'req/s' : figure.replace('Ms', ' (ms)'),
        align: 'right' as const,
        cell: ({ own }: Row) => medianOf(own, figure).toFixed(figure === 'throughput' ? 0 : 2),
      })),
      {
        title: 'p99 measured (ms)',
        align: 'right',
        cell: ({ client, own }) => (client === 'wrk' ? '' : medianOf(own, 'measuredP99Ms').toFixed(2)),
      },
      {
        title: 'server’s core busy',
        align: 'right',
        cell: ({ own }) => `${medianOf(own, 'serverBusy').toFixed(0)}%`,
      },
      ...figures.map((figure) => ({
        title: `${figure.replace('Ms', '')} / wrk`,
        align: 'right' as const,
        cell: (row: Row) => besideWrk(row, figure),
      })),
    ],
    settings.flatMap(rowsOf),
  ),
);
const all = [...measured.values()];
const noisy = all.filter(({ steal }) => steal > MOST_STEAL).length;
console.log(
  `${all.length} rounds from ${sum(all.map(({ attempts }) => attempts))} attempts; in ${noisy} the hypervisor took more than ${MOST_STEAL}%`,
);

function nameOf({ delayMs, mode, connections }: Setting, round: number): string {
  return `${delayMs} ms, ${connections}, ${modeInWords(mode)}, round ${round}`;
}

/** measureRound returns the quietest attempt; on a quiet host there is only one. */
async function measureRound(setting: Setting): Promise<Round> {
  let best: Round | undefined;
  for (let attempts = 1; attempts <= MOST_ATTEMPTS; attempts++) {
    const one = await attemptRound(setting);
    best = { ...(best && best.steal <= one.steal ? best : one), attempts };
    if (best.steal <= MOST_STEAL) return best;
  }
  if (!best) throw new Error('a round has at least one attempt');
  return best;
}

/** attemptRound uses a new server, so that a round may come hours after the last. */
function attemptRound(setting: Setting): Promise<Round> {
  return withProcesses(async (processes) => {
    const { delayMs, mode, connections } = setting;
    const own = delayMs === 0 ? { script: hashingServer } : {};
    const url = await startApp(processes, { name: 'http', ...own, delayMs, cpu: SERVER_CPU });
    const newConnections = mode.connections === 'per-request';
    await runWrk({ url, connections, seconds: SERVER_WARMUP_SECONDS, cpu: CLIENT_CPU, newConnections });
    const turns: [Client, Measured][] = [];
    const coreUse = watchCores();
    for (const client of TURNS) {
      // autocannon loses responses there: its figures would be of another load.
      if (client === 'autocannon' && newConnections) continue;
      turns.push([client, await measureBy(client, url, setting, processes)]);
    }
    const { steal } = coreUse();
    const means = [...groupedBy(turns, ([client]) => client)].map(
      ([client, of]) => [client, meanOf(of.map(([, one]) => one))] as const,
    );
    return { ...Object.fromEntries(means), steal, attempts: 1 };
  });
}

function meanOf(turns: readonly Measured[]): Measured {
  const of = (key: keyof Measured) => mean(turns.map((turn) => turn[key] ?? Number.NaN));
  const own = turns.every(({ measuredP99Ms }) => measuredP99Ms !== undefined);
  return {
    throughput: of('throughput'),
    p50Ms: of('p50Ms'),
    p90Ms: of('p90Ms'),
    p99Ms: of('p99Ms'),
    serverBusy: of('serverBusy'),
    ...(own ? { measuredP99Ms: of('measuredP99Ms') } : {}),
  };
}

async function measureBy(
  client: Client,
  url: string,
  { delayMs, connections, mode }: Setting,
  processes: TrialProcesses,
): Promise<Measured> {
  const where = { url, connections, seconds: secondsFor(delayMs), cpu: CLIENT_CPU };
  const coreUse = watchCores();
  if (client === 'wrk') {
    const wrk = await runWrk({ ...where, newConnections: mode.connections === 'per-request' });
    return { ...wrk, serverBusy: coreUse().serverBusy };
  }
  const own = await runOwn(processes, { ...where, client: client, mode, warmupSeconds: WARMUP_SECONDS });
  const { serverBusy } = coreUse();
  return { throughput: own.throughput, ...asWrkCounts(own), measuredP99Ms: own.latency.p99, serverBusy };
}

/**
 * watchCores returns a function that reports, in percent, how busy the server's core has been since, and what the
 * hypervisor took of both.
 */
function watchCores(): () => { readonly serverBusy: number; readonly steal: number } {
  const read = () => parseProcStat(readFileSync('/proc/stat', 'utf8'), [SERVER_CPU, CLIENT_CPU]);
  const before = read();
  return () => {
    const { cores, steal } = summarizeSnapshots([before, read()]);
    return { serverBusy: cores[0]?.[0] ?? Number.NaN, steal: steal ?? 0 };
  };
}

function rowsOf(setting: Setting): Row[] {
  return clients.flatMap((client) => {
    const pairs = rounds.flatMap((round) => {
      const { wrk, [client]: own } = measured.get(nameOf(setting, round)) ?? {};
      return wrk && own ? [{ wrk, own }] : [];
    });
    if (pairs.length === 0) return [];
    return [{ ...setting, client, own: pairs.map(({ own }) => own), wrk: pairs.map(({ wrk }) => wrk) }];
  });
}

function medianOf(rounds: readonly Measured[], figure: keyof Measured): number {
  return median(rounds.map((round) => round[figure] ?? Number.NaN));
}

/** besideWrk is the median of the rounds' ratios, so that drift between rounds cancels out. */
function besideWrk({ client, own, wrk }: Row, figure: keyof WrkFigures): string {
  if (client === 'wrk') return '';
  const ratio = median(own.map((round, index) => round[figure] / (wrk[index]?.[figure] ?? Number.NaN)));
  if (client !== 'direct') return ratio.toFixed(3);
  return `${ratio.toFixed(3)} ${Math.abs(ratio - 1) <= TOLERANCES[figure] ? 'ok' : 'FAIL'}`;
}
