/** Cells that may be compared with each other: those of one scenario and one app. */
import type { Cell, OkTrial, ProxyFacts, RunRecord, ScenarioFacts } from '../harness/records/run.ts';
import { metricOf } from '../harness/stats/metrics/index.ts';
import type { Metric } from '../harness/stats/metrics/metric.ts';
import { type CellResult, cellResult } from './cell-result.ts';
import { figure } from './format.ts';
import { groupedBy } from './grouped-by.ts';

export interface Group {
  readonly scenario: string;
  /** Its name in headings, or what was sent if the user named no scenario. */
  readonly title: string;
  readonly app: string;
  /** The scenario's facts in the plan; null where a damaged plan does not name it. */
  readonly scenarioFacts: ScenarioFacts | null;
  /** The run's proxies. */
  readonly proxies: readonly ProxyFacts[];
  /** The metric that decides; the usual one where the plan names none that is known. */
  readonly metric: Metric;
  /** Part of file names and anchors, different for each group of a run; empty where the run has one group. */
  readonly slug: string;
  /** In the plan's order. */
  readonly results: readonly CellResult[];
}

/** The groups of a run in the plan's order, each with the figures of its trials. Empty for a plan without cells. */
export function groupResults(record: RunRecord): Group[] {
  const trials = groupedBy(record.trials, (trial) => trial.cell);
  const cells = groupedBy(plannedCells(record), (cell) => JSON.stringify([cell.scenario, cell.app]));
  return [...cells.values()].flatMap((members, index) => {
    const [first] = members;
    if (first === undefined) return [];
    const { scenario, app } = first;
    const scenarioFacts = record.plan.scenarios.find(({ name }) => name === scenario) ?? null;
    const metric = metricOf(scenarioFacts?.metric);
    const planned = record.plan.trialsPerCell;
    return {
      scenario,
      title: scenarioFacts?.title ?? scenario,
      app,
      scenarioFacts,
      proxies: record.plan.proxies,
      metric,
      slug: cells.size > 1 ? `${index + 1}-${fileNamePart(scenario)}-${fileNamePart(app)}` : '',
      results: members.map((cell) => cellResult({ cell, metric, planned }, trials.get(cell.id) ?? [])),
    };
  });
}

/** Cells of the plan that were not skipped, and skipped ones that have trials all the same. */
function plannedCells({ cells, skipped, trials }: RunRecord): Cell[] {
  const isSkipped = new Set(skipped.map(({ cell }) => cell));
  const isTried = new Set(trials.map(({ cell }) => cell));
  return cells.filter(({ id }) => !isSkipped.has(id) || isTried.has(id));
}

function fileNamePart(name: string): string {
  const part = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return part.replace(/^-+|-+$/g, '').slice(0, 40) || 'x';
}

/** Every trial of the group that gave figures. */
export function okTrials(group: Group): OkTrial[] {
  return group.results.flatMap(({ ok }) => ok);
}

/** The objective of a search for the capacity: `a p99 of at most 200 ms`; null without a search. */
export function objectiveOf(group: Group): string | null {
  const objective = okTrials(group).flatMap(({ search }) => search?.objective ?? [])[0];
  return objective === undefined
    ? null
    : `a p${objective.percentile} of at most ${figure(objective.limitMs)} ms`;
}
