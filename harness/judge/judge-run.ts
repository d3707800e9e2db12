/**
 * Warnings that concern no single trial, about the host and about a cell's trials together, from the record alone;
 * and reading runs with them.
 */
import { hostWarnings } from '../host/checks/hardware.ts';
import { type FoundRun, findRecords } from '../records/find-runs.ts';
import { readRecord } from '../records/read-record.ts';
import type {
  Cell,
  Gate,
  GateRule,
  Interruption,
  OkTrial,
  RunHeader,
  RunRecord,
  RunWarning,
  Trial,
} from '../records/run.ts';
import { isSameMode } from '../stats/load-mode.ts';
import { metricOf } from '../stats/metrics/index.ts';
import type { Metric } from '../stats/metrics/metric.ts';
import { PRECISION_MISSED, scoreOf } from '../stats/score.ts';
import { summarize } from '../stats/summary.ts';
import type { Finding } from './diagnostic.ts';
import { judgeGates } from './gates/judge-gates.ts';
import { responsesDiffer } from './responses-differ.ts';
import { sittingsDiffer } from './sittings-differ.ts';

/**
 * judgeRun returns what the trials of a run say together: its warnings, and its gates as far as trials are done.
 *
 * @param trials those that are done, in any order
 * @param interruptions where the run was cut and resumed
 */
export function judgeRun(
  header: RunHeader,
  trials: readonly Trial[],
  interruptions: readonly Interruption[] = [],
): Pick<RunRecord, 'warnings' | 'gates'> {
  return {
    warnings: warningsOf(header, trials, interruptions),
    gates: gatesOfRun(header.plan.gates, header, trials),
  };
}

/** gatesOfRun judges gates in the cells of one run. */
export function gatesOfRun(
  rules: readonly GateRule[],
  { cells }: Pick<RunHeader, 'cells'>,
  trials: readonly Trial[],
): Gate[] {
  const gated = cells.map((cell) => {
    const own = trials.filter((trial) => trial.cell === cell.id);
    const ok = own.filter((trial) => trial.status === 'ok');
    return { id: cell.id, runs: [{ cell, ok, failed: own.length - ok.length }] };
  });
  return judgeGates(rules, gated);
}

/** Failed trials are ignored. */
function warningsOf(
  { host, plan, cells }: RunHeader,
  trials: readonly Trial[],
  interruptions: readonly Interruption[],
): RunWarning[] {
  const ofHost = hostWarnings(host, plan.cpus).map((warning) => ({ ...warning, cell: null }));
  return [
    ...responsesDiffer(cells, trials),
    ...ofHost,
    ...sittingsDiffer(plan, cells, trials, interruptions),
    ...uncompressed(trials),
    ...cellWarnings(plan, cells, trials),
    ...replacedClients(plan, cells, trials),
  ];
}

/** replacedClients warns of cells whose load was not sent as planned, as for an app that closes its connections. */
function replacedClients(
  { scenarios }: RunHeader['plan'],
  cells: readonly Cell[],
  trials: readonly Trial[],
): RunWarning[] {
  return cells.flatMap(({ id, scenario }) => {
    const planned = scenarios.find(({ name }) => name === scenario);
    const other = trials.filter(
      (trial): trial is OkTrial =>
        trial.status === 'ok' &&
        trial.cell === id &&
        (!planned || trial.load.client !== planned.client || !isSameMode(trial.load.mode, planned.mode)),
    );
    if (other.length === 0) return [];
    const reasons = new Set(other.map(({ load: { clientReason } }) => clientReason ?? 'it was replaced'));
    const text = `our own client sent the load: ${[...reasons].join('; ')}`;
    return [{ code: CLIENT_REPLACED, text, numbers: { trials: other.length }, cell: id }];
  });
}

/** uncompressed warns once per run: the load asks for no compression, so that an app which would compress does not. */
function uncompressed(trials: readonly Trial[]): RunWarning[] {
  const found = trials.flatMap((trial) => (trial.status === 'ok' ? (trial.response.compresses ?? []) : []));
  const [coding] = found;
  if (coding === undefined) return [];
  const text = `the app compresses its responses (${coding}) for clients that accept it; the load does not, so that the figures are without the cost of compressing`;
  return [{ code: 'uncompressed', text, numbers: { trials: found.length }, cell: null }];
}

/** A warning about the client that sent the load, not about figures. */
export const CLIENT_REPLACED = 'client-replaced';

function cellWarnings(
  plan: RunHeader['plan'],
  cells: readonly Cell[],
  trials: readonly Trial[],
): RunWarning[] {
  const ok = trials.filter((trial) => trial.status === 'ok');
  return cells.flatMap((cell) => {
    const facts = plan.scenarios.find(({ name }) => name === cell.scenario);
    const its = ok.filter((trial) => trial.cell === cell.id);
    return cellDiagnostics.flatMap(({ code, find }) => {
      const finding = find({ trials: its, cell, metric: metricOf(facts?.metric), precision: plan.precision });
      return finding === null ? [] : [{ code, ...finding, cell: cell.id }];
    });
  });
}

/** CellDiagnostic is a statement about a cell's trials together. docs/warnings.md has a section for each. */
interface CellDiagnostic {
  readonly code: string;
  readonly find: (of: CellTrials) => Finding | null;
}

interface CellTrials {
  readonly trials: readonly OkTrial[];
  readonly cell: Cell;
  readonly metric: Metric;
  readonly precision: RunHeader['plan']['precision'];
}

const trialsDisagree: CellDiagnostic = {
  code: 'trials-disagree',
  find: ({ trials, cell, metric: { read, mostVariation } }) => {
    const summary = summarize(trials.flatMap((trial) => read(trial, cell) ?? []));
    const variation = summary?.coefficientOfVariation ?? null;
    if (summary === null || variation === null || mostVariation === null) return null;
    if (variation <= mostVariation) return null;
    const { count, min, max } = summary;
    return {
      text: 'the trials of this variant differ by more than they do on a quiet host, so that their mean is unreliable: look for other load, and use more --trials',
      numbers: { trials: count, variation, lowest: min, highest: max },
    };
  },
};

const precisionMissed: CellDiagnostic = {
  code: PRECISION_MISSED,
  find: ({ trials, cell, metric, precision }) => {
    const score = precision && scoreOf(trials, metric, cell);
    if (!score) return null;
    const { interval, floor, values } = score;
    const askedWidth = precision.relativeHalfWidth;
    if (interval !== null && interval.relativeHalfWidth <= askedWidth) return null;
    const numbers = { trials: values.length, askedWidth };
    const isSearchOpen = values.length > 1 && (interval === null || interval.halfWidth <= floor);
    return {
      text: isSearchOpen
        ? 'the search for the capacity leaves a wider interval than --precision allows, however many trials there are'
        : 'the trials do not reach the requested --precision: allow more --max-trials, make each longer (--duration), or look for other load',
      numbers: interval === null ? numbers : { ...numbers, width: interval.relativeHalfWidth },
    };
  },
};

/** Every diagnostic of a cell's trials. */
export const cellDiagnostics: readonly CellDiagnostic[] = [trialsDisagree, precisionMissed];

/**
 * readRun reads a run from its folder, `run.json` or journal. A killed run is judged by the trials that it finished.
 * @throws {RecordError}
 */
export function readRun(path: string): Promise<RunRecord> {
  return readRecord(path, judgeRun);
}

/** findRuns reads the runs that paths and patterns name, and judges them. @throws {RecordError} */
export function findRuns(words: readonly string[], cwd: string): Promise<FoundRun[]> {
  return findRecords(words, cwd, readRun);
}
