/** Summarizes a run's record as one line of the history. */
import { type CellSummary, type GroupSummary, HISTORY_SCHEMA, type Summary } from '../records/history.ts';
import type { Cell, OkTrial, RunRecord, ScenarioFacts } from '../records/run.ts';
import { modeInWords, objectiveInWords, rateInWords, sentInWords } from '../stats/load-mode.ts';
import { cpuPerRequest } from '../stats/metrics/cpu-per-request.ts';
import { metricOf } from '../stats/metrics/index.ts';
import type { Metric } from '../stats/metrics/metric.ts';
import { p50 } from '../stats/metrics/p50.ts';
import { p99 } from '../stats/metrics/p99.ts';
import { isAtSetRate, isSearch } from '../stats/set-rate.ts';
import { stagesInWords } from '../stats/stages.ts';
import { isPlausible, mean, standardDeviation } from '../stats/summary.ts';

/** Whether a measurement could produce the figure, and it has a logarithm; other figures are damaged. */
const hasLogarithm = (figure: number | null): figure is number =>
  figure !== null && figure > 0 && isPlausible(figure);

/** Start time and commit of a run, which together are unique on one machine. */
export function runId(startedAt: string, commit: string | null): string {
  return commit === null ? startedAt : `${startedAt} ${commit.slice(0, 7)}`;
}

/**
 * Summarizes a run. Figures have five significant digits, more than their precision. Skipped cells are left out.
 */
export function summarized(record: RunRecord): Summary {
  const { startedAt, status, git, node, tool, host } = record;
  const { cgroupCpuLimit } = host;
  return {
    schema: HISTORY_SCHEMA,
    id: runId(startedAt, git?.commit ?? null),
    startedAt,
    status,
    commit: git?.commit ?? null,
    branch: git?.branch ?? null,
    dirty: git?.dirty ?? false,
    node: node.version,
    tool: tool.version,
    host: {
      cpuModel: host.cpuModel,
      cores: host.cores,
      ...(cgroupCpuLimit !== null && cgroupCpuLimit < host.cores ? { cpuLimit: cgroupCpuLimit } : {}),
    },
    groups: record.plan.scenarios.flatMap((scenario) =>
      record.plan.apps.flatMap(({ name }) =>
        // Each proxy has a group, as its configuration is part of the load of its cells only.
        [...new Set(record.cells.map(({ proxy }) => proxy))].flatMap((proxy) =>
          groupOf(record, scenario, name, proxy),
        ),
      ),
    ),
  };
}

function groupOf(
  record: RunRecord,
  scenario: ScenarioFacts,
  app: string,
  proxy: string | null,
): GroupSummary | [] {
  const cells = record.cells
    .filter((cell) => cell.scenario === scenario.name && cell.app === app && cell.proxy === proxy)
    .flatMap((cell) => cellOf(record, cell, metricOf(scenario.metric)));
  if (cells.length === 0) return [];
  const load = loadInWords(record.plan, scenario, proxy);
  return { scenario: scenario.name, app, metric: scenario.metric, load, cells };
}

/** Empty for a cell that the run never reached. */
function cellOf(record: RunRecord, cell: Cell, metric: Metric): CellSummary | [] {
  const tried = record.trials.filter((trial) => trial.cell === cell.id);
  if (tried.length === 0) return [];
  const ok = tried.filter((trial) => trial.status === 'ok');
  const usable = ok.filter((trial) => hasLogarithm(metric.read(trial, cell)));
  const logs = usable.map((trial) => Math.log(metric.read(trial, cell) ?? Number.NaN));
  const spread = standardDeviation(logs);
  return {
    variant: cell.variant,
    mean: geometric(usable, cell, metric),
    spread: spread === null ? null : rounded(spread, 3),
    trials: usable.length,
    failed: tried.length - ok.length,
    p50: geometric(usable, cell, p50),
    p99: geometric(usable, cell, p99),
    cpuPerRequest: geometric(usable, cell, cpuPerRequest),
  };
}

/** Geometric mean; null if any trial has no figure, as the mean of the others would not be comparable. */
function geometric(trials: readonly OkTrial[], cell: Cell, { read }: Metric): number | null {
  const figures = trials.map((trial) => read(trial, cell)).filter(hasLogarithm);
  if (figures.length === 0 || figures.length < trials.length) return null;
  return rounded(Math.exp(mean(figures.map(Math.log))), 5);
}

function rounded(value: number, digits: number): number {
  return Number(value.toPrecision(digits));
}

type Plan = RunRecord['plan'];

/**
 * Everything that shapes the load of a scenario, in words. Runs with different words are not one series. It leaves
 * out what is measured: the app with its arguments, workers, Node, and the number of trials.
 */
function loadInWords(plan: Plan, scenario: ScenarioFacts, proxy: string | null): string {
  const { client, mode, sends, sendsHash, delayMs, events } = scenario;
  const isOpen = mode.arrivals === 'open';
  const rate = scenario.rate ?? plan.rate;
  const words = [
    `${client}, ${modeInWords(mode)}, ${sentInWords(sends, sendsHash)}`,
    delayMs > 0 ? `delay ${delayMs} ms` : '',
    `${plan.connections} connections`,
    plan.agents === null ? '' : `${plan.agents} agents`,
    plan.loadProcesses === null || plan.loadProcesses === 1 ? '' : `${plan.loadProcesses} load processes`,
    plan.clientAddresses === null ? '' : `${plan.clientAddresses} client addresses`,
    isAtSetRate(scenario) && rate !== null ? rateInWords(rate) : '',
    isSearch(scenario) && plan.objective ? objectiveInWords(plan.objective) : '',
    isOpen && plan.arrivals !== null ? plan.arrivals : '',
    plan.stages.length === 0 ? '' : `stages ${stagesInWords(plan.stages)}`,
    `${plan.durationSeconds} s after ${plan.warmupSeconds} s`,
    proxy === null || plan.proxyWorkerProcesses === null ? '' : `${proxy} x ${plan.proxyWorkerProcesses}`,
    cpusInWords(plan.cpus),
    ...events.map(({ event, atSeconds }) => `${event} at ${atSeconds} s`),
  ];
  return words.filter((word) => word !== '').join(', ');
}

function cpusInWords(cpus: Plan['cpus']): string {
  if (cpus === null) return '';
  const { target, proxy, load } = cpus;
  return `cores ${[target, proxy, load].map((cores) => cores.join('+') || '-').join(' ')}`;
}
