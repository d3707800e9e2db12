/**
 * `npm run evidence servers [-- name ...]`: runs the program, as a user does, on servers that a load client may
 * misread; prints the default client and direct beside the truth.
 */

import { mean, median } from '../../stats/summary.ts';
import { startApp } from '../bench/started-app.ts';
import { withProcesses } from '../bench/with-processes.ts';
import { runWrk, type WrkFigures } from '../bench/wrk.ts';
import { table } from '../markdown-table.ts';
import { type Outcome, outcomeOf, ratioTo, verdictOf } from './server-verdict.ts';
import { type EvidenceServer, type Range, servers } from './servers/index.ts';
import { shortRun } from './short-run.ts';

const WRK_SECONDS = 3;
const WRK_WARMUP_SECONDS = 2;
const WRK_ROUNDS = 5;
const MOST_REASON = 110;

interface Row {
  readonly server: EvidenceServer;
  readonly truth: { readonly throughput: Range; readonly p50Ms: Range } | null;
  readonly usual: Measured;
  readonly direct: Measured;
}

interface Measured {
  readonly outcome: Outcome;
  /** Ratio of the throughput to the truth; null if either is unknown. */
  readonly ratio: number | null;
}

const names = process.argv.slice(3);
const unknown = names.filter((name) => !servers.some((server) => server.name === name));
if (unknown.length > 0) {
  console.error(
    `there is no server ${unknown.join(', ')}; there are ${servers.map(({ name }) => name).join(', ')}`,
  );
  process.exit(2);
}

const rows: Row[] = [];
for (const server of servers.filter(({ name }) => names.length === 0 || names.includes(name))) {
  const row = await measure(server);
  rows.push(row);
  console.error(`${server.name}: ${verdictCell(row)}`);
}
console.log(
  table<Row>(
    [
      { title: 'server', align: 'left', cell: ({ server }) => server.name },
      { title: 'what it does', align: 'left', cell: ({ server }) => server.summary },
      { title: 'connections', align: 'right', cell: ({ server }) => String(server.connections) },
      { title: 'true (req/s)', align: 'right', cell: ({ truth }) => rangeCell(truth?.throughput) },
      { title: 'p50 (ms)', align: 'right', cell: ({ truth }) => rangeCell(truth?.p50Ms, 1) },
      { title: 'known or wrk', align: 'left', cell: truthSource },
      { title: 'default client', align: 'left', cell: ({ usual }) => clientOf(usual) },
      { title: 'req/s', align: 'right', cell: ({ usual }) => throughputCell(usual) },
      { title: 'p50 (ms)', align: 'right', cell: ({ usual }) => p50Cell(usual) },
      { title: 'ratio', align: 'right', cell: ({ usual }) => ratioCell(usual) },
      { title: 'direct (req/s)', align: 'right', cell: ({ direct }) => throughputCell(direct) },
      { title: 'p50 (ms)', align: 'right', cell: ({ direct }) => p50Cell(direct) },
      { title: 'ratio', align: 'right', cell: ({ direct }) => ratioCell(direct) },
      { title: 'verdict', align: 'left', cell: verdictCell },
    ],
    rows,
  ),
);

function measure(server: EvidenceServer): Promise<Row> {
  const { truth } = server;
  if (truth.kind === 'wrk') return measureBesideWrk(server);
  return measureBoth(server, truth.kind === 'known' ? truth : null);
}

async function measureBoth(server: EvidenceServer, truth: Row['truth']): Promise<Row> {
  const measured = async (...client: string[]): Promise<Measured> => {
    const outcome = await outcomeOn(server, ...client);
    const isKnown = truth !== null && outcome.status === 'ok';
    return { outcome, ratio: isKnown ? ratioTo(truth.throughput, outcome.throughput) : null };
  };
  const usual = await measured();
  return { server, truth, usual, direct: await measured('--client', 'direct') };
}

/**
 * measureBesideWrk alternates, so that a drift of the host affects each client equally: a figure is compared with
 * wrk's before and after it. wrk has a server of its own, because a run starts and stops its server.
 */
function measureBesideWrk(server: EvidenceServer): Promise<Row> {
  return withProcesses(async (processes) => {
    const url = await startApp(processes, { name: 'http', script: server.script, delayMs: 0 });
    const wrk = (seconds: number) => runWrk({ url, connections: server.connections, seconds });
    await wrk(WRK_WARMUP_SECONDS);
    const yardsticks = [await wrk(WRK_SECONDS)];
    const outcomes: Outcome[] = [];
    for (let round = 0; round < WRK_ROUNDS; round++) {
      for (const client of [[], ['--client', 'direct']]) {
        outcomes.push(await outcomeOn(server, ...client));
        yardsticks.push(await wrk(WRK_SECONDS));
      }
    }
    const of = (figure: keyof WrkFigures): Range => {
      const middle = median(yardsticks.map((one) => one[figure]));
      return { from: middle, to: middle };
    };
    const besides = outcomes.map((outcome, index) => ({
      outcome,
      truth: mean(yardsticks.slice(index, index + 2).map(({ throughput }) => throughput)),
    }));
    return {
      server,
      truth: { throughput: of('throughput'), p50Ms: of('p50Ms') },
      usual: middleOf(besides.filter((_, index) => index % 2 === 0)),
      direct: middleOf(besides.filter((_, index) => index % 2 === 1)),
    };
  });
}

/** middleOf is the first failure, or else the medians of all rounds, with the warnings of any of them. */
function middleOf(rounds: readonly { readonly outcome: Outcome; readonly truth: number }[]): Measured {
  const failed = rounds.find(({ outcome }) => outcome.status === 'failed');
  if (failed) return { outcome: failed.outcome, ratio: null };
  const ok = rounds.flatMap(({ outcome, truth }) => (outcome.status === 'ok' ? [{ ...outcome, truth }] : []));
  const [first] = ok;
  if (!first) throw new Error('there was no round');
  const all = (pick: (one: (typeof ok)[number]) => readonly string[]) => [...new Set(ok.flatMap(pick))];
  return {
    outcome: {
      ...first,
      client: all(({ client }) => [client]).join(', '),
      throughput: median(ok.map(({ throughput }) => throughput)),
      p50Ms: median(ok.map(({ p50Ms }) => p50Ms)),
      doubts: all(({ doubts }) => doubts),
      disturbances: all(({ disturbances }) => disturbances),
    },
    ratio: median(ok.map(({ throughput, truth }) => throughput / truth)),
  };
}

async function outcomeOn(
  { script, connections, durationSeconds }: EvidenceServer,
  ...client: string[]
): Promise<Outcome> {
  const app = ['--app', script, '--path', '/', '--workers', '1', '--proxy', 'none'];
  const window = ['--duration', String(durationSeconds), '--warmup', '2', '--trials', '1'];
  const args = [...app, '--connections', String(connections), ...window, ...client];
  try {
    return outcomeOf(await shortRun(args));
  } catch (error) {
    return { status: 'failed', reason: String((error as Error).message) };
  }
}

function truthSource({ server: { truth } }: Row): string {
  if (truth.kind === 'wrk') return 'wrk';
  if (truth.kind === 'none') return `none: ${truth.why}`;
  return truth.why ? `known (${truth.why})` : 'known';
}

function rangeCell(range: Range | undefined, digits = 0): string {
  if (!range) return '';
  const [from, to] = [range.from, range.to].map((figure) => figure.toFixed(digits));
  return from === to ? `${from}` : `${from} to ${to}`;
}

function clientOf({ outcome }: Measured): string {
  return outcome.status === 'ok' ? outcome.client : '';
}

function throughputCell({ outcome }: Measured): string {
  return outcome.status === 'ok' ? outcome.throughput.toFixed(outcome.throughput < 100 ? 1 : 0) : '';
}

function p50Cell({ outcome }: Measured): string {
  return outcome.status === 'ok' ? outcome.p50Ms.toFixed(1) : '';
}

function ratioCell({ ratio }: Measured): string {
  return ratio === null ? '' : ratio.toFixed(3);
}

function verdictCell({ usual, direct }: Row): string {
  const [ofUsual, ofDirect] = [usual, direct].map(({ outcome, ratio }) => oneLine(verdictOf(outcome, ratio)));
  return ofUsual === ofDirect ? `${ofUsual}` : `default: ${ofUsual}; direct: ${ofDirect}`;
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
  return line.length > MOST_REASON ? `${line.slice(0, MOST_REASON)}…` : line;
}
