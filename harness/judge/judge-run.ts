/** What no single trial can tell, of the host and of a cell's trials together, from the record alone; and runs read so. */
import { hostWarnings } from '../host/checks/hardware.ts';
import { type FoundRun, findRecords } from '../records/find-runs.ts';
import { readRecord } from '../records/read-record.ts';
import type { Cell, OkTrial, RunHeader, RunRecord, RunWarning, Trial } from '../records/run.ts';
import { isSameMode } from '../stats/load-mode.ts';
import { metricOf } from '../stats/metrics/index.ts';
import type { Metric } from '../stats/metrics/metric.ts';
import { PRECISION_MISSED, scoreOf } from '../stats/score.ts';
import { summarize } from '../stats/summary.ts';
import type { Finding } from './diagnostic.ts';

/** @param trials those that are done, in any order; failed ones count for nothing */
export function judgeRun({ host, plan, cells }: RunHeader, trials: readonly Trial[]): RunWarning[] {
  const ofHost = hostWarnings(host, plan.cpus).map((warning) => ({ ...warning, cell: null }));
  return [
    ...ofHost,
    ...uncompressed(trials),
    ...cellWarnings(plan, cells, trials),
    ...replacedDrivers(plan, cells, trials),
  ];
}

/** The load of an app that closes its connections is another than the plan's. */
function replacedDrivers(
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
        (!planned || trial.load.driver !== planned.driver || !isSameMode(trial.load.mode, planned.mode)),
    );
    if (other.length === 0) return [];
    const reasons = new Set(other.map(({ load: { driverReason } }) => driverReason ?? 'it was replaced'));
    const text = `our own client sent the load: ${[...reasons].join('; ')}`;
    return [{ code: DRIVER_REPLACED, text, numbers: { trials: other.length }, cell: id }];
  });
}

/** Said once: the load asks for no compression, and an app that would compress did not have to. */
function uncompressed(trials: readonly Trial[]): RunWarning[] {
  const found = trials.flatMap((trial) => (trial.status === 'ok' ? (trial.response.compresses ?? []) : []));
  const [coding] = found;
  if (coding === undefined) return [];
  const text = `the app compresses its responses (${coding}) for clients that ask for it; the load does not ask, so that the figures are without the cost of compressing`;
  return [{ code: 'uncompressed', text, numbers: { trials: found.length }, cell: null }];
}

/** Not a diagnostic on figures, but on who made them. */
export const DRIVER_REPLACED = 'driver-replaced';

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

/** A statement about a cell's trials together. Its page is docs/warnings.md. */
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
      text: 'the trials of this setup disagree by more than a quiet host explains, so that their mean says little: look for what else ran, and ask for more --trials',
      numbers: { trials: count, variation, min, max },
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
        ? 'the search for the capacity leaves more open than --precision asked for, however many trials there are'
        : 'the trials do not know the figure as well as --precision asked for: allow more --max-trials, make each longer (--duration), or look for what else ran',
      numbers: interval === null ? numbers : { ...numbers, width: interval.relativeHalfWidth },
    };
  },
};

/** Every diagnostic on a cell's trials. */
export const cellDiagnostics: readonly CellDiagnostic[] = [trialsDisagree, precisionMissed];

/** A run from its folder, `run.json` or journal; one that was killed is judged by the trials that it had. @throws {RecordError} */
export function readRun(path: string): Promise<RunRecord> {
  return readRecord(path, judgeRun);
}

/** The runs that paths and patterns name, judged likewise. @throws {RecordError} */
export function findRuns(words: readonly string[], cwd: string): Promise<FoundRun[]> {
  return findRecords(words, cwd, readRun);
}
