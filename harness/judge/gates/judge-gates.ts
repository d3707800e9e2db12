/** Judges gates: each rule in every cell and label that it concerns. */
import type { Gate, GateRule } from '../../records/gate.ts';
import { meansCell } from '../../records/means-cell.ts';
import type { Cell, OkTrial } from '../../records/run.ts';
import { fitsPattern } from '../../records/star-pattern.ts';
import { labelsOf, metricOfLabel } from '../../stats/at-label.ts';
import { metricOf } from '../../stats/metrics/index.ts';
import type { Metric } from '../../stats/metrics/metric.ts';
import { responsesFor } from '../../stats/percentile-support.ts';
import { isPlausible, sum } from '../../stats/summary.ts';
import { gateFigures } from './gate-interval.ts';
import { judgeGate } from './judge-gate.ts';

/** A cell with its trials, of one run or of several; without runs if it was planned or named only. */
export interface GatedCell {
  readonly id: string;
  readonly runs: readonly {
    readonly cell: Cell;
    readonly ok: readonly OkTrial[];
    readonly failed: number;
  }[];
}

/**
 * judgeGates returns a gate for each cell and label that a rule matches, at least one for each rule.
 *
 * A pattern leaves out cells without trials, and cells that cannot have the metric, as long as others are left. A cell
 * that is named has a gate in any case.
 */
export function judgeGates(rules: readonly GateRule[], cells: readonly GatedCell[]): Gate[] {
  return rules.flatMap((rule) => {
    const metric = metricOf(rule.metric);
    const meant = cellsMeant(rule, metric, cells);
    const labelled = meant.flatMap((cell) => labelsMeant(rule, cell).map((label) => ({ cell, label })));
    const all = labelled.length > 0 ? labelled : meant.map((cell) => ({ cell, label: rule.label }));
    return all.map(({ cell, label }) => gateOf({ ...rule, label }, metric, cell));
  });
}

function cellsMeant(rule: GateRule, metric: Metric, cells: readonly GatedCell[]): readonly GatedCell[] {
  const meant = cells.filter(({ id }) => meansCell(rule.cell, id));
  if (!rule.cell.includes('*')) return meant;
  const measured = meant.filter(({ runs }) => trialsOf(runs) > 0);
  const able = measured.filter(({ runs }) => mayHave(metric, okTrials(runs)));
  return able.length > 0 ? able : measured.length > 0 ? measured : meant;
}

/** mayHave says whether a scenario can have a figure of a metric, as far as its trials show. */
function mayHave({ ofEvents, ofIterations, isSought }: Metric, trials: readonly OkTrial[]): boolean {
  return (
    trials.length === 0 ||
    trials.some(
      ({ events, load, search }) =>
        !(ofEvents && events.length === 0) &&
        !(ofIterations && load.iterations === null) &&
        !(isSought && search === null),
    )
  );
}

/** labelsMeant lists the labels that a rule means in a cell; none if it has others only. */
function labelsMeant({ label }: GateRule, { runs }: GatedCell): (string | null)[] {
  const trials = okTrials(runs);
  if (label === null || trials.length === 0) return [label];
  return labelsOf(trials).filter((one) => fitsPattern(label, one));
}

function gateOf(rule: GateRule, ofAll: Metric, { id, runs }: GatedCell): Gate {
  const metric = rule.label === null ? ofAll : metricOfLabel(ofAll, rule.label);
  const readable = runs
    .map(({ cell, ok }) => ({ cell, trials: ok.filter((trial) => hasFigure(metric, trial, cell)) }))
    .filter(({ trials }) => trials.length > 0);
  const lacking = trialsOf(runs) - sum(readable.map(({ trials }) => trials.length));
  const gate = { ...rule, cell: id, lacking };
  if (readable.length === 0) {
    return { ...gate, value: null, interval: null, result: 'undecided', reason: whyNone(rule, metric, runs) };
  }
  const figures = gateFigures(metric, readable);
  const { result, reason } = judgeGate(rule, figures, metric, readable.length);
  const { value, interval } = figures;
  // A figure beyond the limit stays there, whatever the missing trials had shown.
  return lacking > 0 && result !== 'not-met'
    ? { ...gate, value, interval, result: 'undecided', reason: whyLacking(runs, lacking) }
    : { ...gate, value, interval, result, reason };
}

function hasFigure(metric: Metric, trial: OkTrial, cell: Cell): boolean {
  const figure = metric.read(trial, cell);
  return figure !== null && isPlausible(figure);
}

function whyNone({ label }: GateRule, metric: Metric, runs: GatedCell['runs']): string {
  const trials = okTrials(runs);
  if (trialsOf(runs) === 0) return 'no trial ran';
  if (trials.length === 0) return 'every trial failed';
  if (label !== null && !labelsOf(trials).includes(label)) return `no request has the label ${label}`;
  if (metric.ofEvents && trials.every(({ events }) => events.length === 0))
    return 'nothing happened in the window';
  if (metric.percentile !== null) {
    return `the trials have too few responses for a ${metric.name}, which takes ${responsesFor(metric.percentile).toLocaleString('en-US')}`;
  }
  return `no trial has a figure of ${metric.label}`;
}

function whyLacking(runs: GatedCell['runs'], lacking: number): string {
  const all = trialsOf(runs);
  const failed = sum(runs.map((run) => run.failed));
  const without = lacking - failed;
  const parts = [
    ...(failed > 0 ? [`${failed} of ${all} trials failed`] : []),
    ...(without > 0 ? [`${without} of ${all} trials ${without === 1 ? 'has' : 'have'} no figure`] : []),
  ];
  return parts.join(', and ');
}

function okTrials(runs: GatedCell['runs']): OkTrial[] {
  return runs.flatMap(({ ok }) => ok);
}

function trialsOf(runs: GatedCell['runs']): number {
  return sum(runs.map(({ ok, failed }) => ok.length + failed));
}
