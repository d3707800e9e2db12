/**
 * `npm run evidence servers [-- name ...]`: runs of the program, as a user starts them, on servers that a load client
 * may misread; prints the default client and direct beside the truth.
 */
import { table } from '../../reports/table.ts';
import { startApp } from '../bench/started-app.ts';
import { withProcesses } from '../bench/with-processes.ts';
import { runWrk, type WrkFigures } from '../bench/wrk.ts';
import { median } from '../stats/summary.ts';
import { type Outcome, outcomeOf, ratioTo, verdictOf } from './server-verdict.ts';
import { type EvidenceServer, type Range, servers } from './servers/index.ts';
import { shortRun } from './short-run.ts';

const WRK_SECONDS = 3;
const WRK_WARMUP_SECONDS = 2;
const MOST_REASON = 110;

interface Row {
  readonly server: EvidenceServer;
  readonly truth: { readonly throughput: Range; readonly p50Ms: Range } | null;
  readonly usual: Outcome;
  readonly direct: Outcome;
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
      { title: 'truth (req/s)', align: 'right', cell: ({ truth }) => rangeCell(truth?.throughput) },
      { title: 'p50 (ms)', align: 'right', cell: ({ truth }) => rangeCell(truth?.p50Ms, 1) },
      { title: 'whose', align: 'left', cell: whose },
      { title: 'default client', align: 'left', cell: ({ usual }) => driverOf(usual) },
      { title: 'req/s', align: 'right', cell: ({ usual }) => throughputCell(usual) },
      { title: 'p50 (ms)', align: 'right', cell: ({ usual }) => p50Cell(usual) },
      { title: 'ratio', align: 'right', cell: ({ usual, truth }) => ratioCell(usual, truth) },
      { title: 'direct (req/s)', align: 'right', cell: ({ direct }) => throughputCell(direct) },
      { title: 'p50 (ms)', align: 'right', cell: ({ direct }) => p50Cell(direct) },
      { title: 'ratio', align: 'right', cell: ({ direct, truth }) => ratioCell(direct, truth) },
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
  const usual = await outcomeOn(server);
  return { server, truth, usual, direct: await outcomeOn(server, '--driver', 'direct') };
}

/** In turns, so that a host that drifts meets each alike. wrk's server is one of its own: a run starts and stops its own. */
function measureBesideWrk(server: EvidenceServer): Promise<Row> {
  return withProcesses(async (processes) => {
    const url = await startApp(processes, { name: 'http', script: server.script, delayMs: 0 });
    const wrk = (seconds: number) => runWrk({ url, connections: server.connections, seconds });
    await wrk(WRK_WARMUP_SECONDS);
    const rounds = [await wrk(WRK_SECONDS)];
    const usual = await outcomeOn(server);
    rounds.push(await wrk(WRK_SECONDS));
    const direct = await outcomeOn(server, '--driver', 'direct');
    rounds.push(await wrk(WRK_SECONDS));
    const of = (figure: keyof WrkFigures): Range => {
      const middle = median(rounds.map((round) => round[figure]));
      return { from: middle, to: middle };
    };
    return { server, truth: { throughput: of('throughput'), p50Ms: of('p50Ms') }, usual, direct };
  });
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

function whose({ server: { truth } }: Row): string {
  if (truth.kind === 'wrk') return 'wrk';
  if (truth.kind === 'none') return `none: ${truth.why}`;
  return truth.why ? `known (${truth.why})` : 'known';
}

function rangeCell(range: Range | undefined, digits = 0): string {
  if (!range) return '';
  const [from, to] = [range.from, range.to].map((figure) => figure.toFixed(digits));
  return from === to ? `${from}` : `${from} to ${to}`;
}

function driverOf(outcome: Outcome): string {
  return outcome.status === 'ok' ? outcome.driver : '';
}

function throughputCell(outcome: Outcome): string {
  return outcome.status === 'ok' ? outcome.throughput.toFixed(outcome.throughput < 100 ? 1 : 0) : '';
}

function p50Cell(outcome: Outcome): string {
  return outcome.status === 'ok' ? outcome.p50Ms.toFixed(1) : '';
}

function ratioCell(outcome: Outcome, truth: Row['truth']): string {
  return truth && outcome.status === 'ok' ? ratioTo(truth.throughput, outcome.throughput).toFixed(3) : '';
}

function verdictCell({ usual, direct, truth }: Row): string {
  const [ofUsual, ofDirect] = [usual, direct].map((outcome) =>
    oneLine(verdictOf(outcome, truth?.throughput ?? null)),
  );
  return ofUsual === ofDirect ? `${ofUsual}` : `default: ${ofUsual}; direct: ${ofDirect}`;
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
  return line.length > MOST_REASON ? `${line.slice(0, MOST_REASON)}…` : line;
}
