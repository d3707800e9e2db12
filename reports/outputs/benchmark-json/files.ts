/** The entries of a run, a file for each direction. */
import type { RunRecord } from '../../../harness/records/run.ts';
import type { Metric } from '../../../harness/stats/metrics/metric.ts';
import type { CellResult } from '../../cell-result.ts';
import { counted, figure, likeFigure } from '../../format.ts';
import { groupResults } from '../../groups.ts';
import { plainLine } from '../../render/plain-text.ts';
import { type MetricEstimate, shownEstimates } from '../metric-estimates.ts';
import type { OutputFile, OutputFiles } from '../output.ts';

/** An entry, as the action's tools `customBiggerIsBetter` and `customSmallerIsBetter` read it. */
interface Benchmark {
  /** Joins the entries of different commits. */
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  /** Shown behind the value. */
  readonly range?: string;
  /** Shown by the chart's tooltip. */
  readonly extra: string;
}

export const files: OutputFiles = {
  run: (record) => [
    file('benchmark-bigger-is-better.json', 'higher', record),
    file('benchmark-smaller-is-better.json', 'lower', record),
  ],
};

/** The action takes one direction per file: in one file it would read a better p99 as a worse one. */
function file(name: string, better: Metric['better'], record: RunRecord): OutputFile {
  const results = groupResults(record).flatMap((group) => group.results);
  const benchmarks = results.flatMap((result) =>
    shownEstimates(result)
      .filter(({ metric }) => metric.better === better)
      .map((one) => benchmark(result, one)),
  );
  return { name, text: `${JSON.stringify(benchmarks, null, 2)}\n` };
}

function benchmark(result: CellResult, { metric, label, estimate, trials }: MetricEstimate): Benchmark {
  const { shortUnit, shownPer } = metric;
  const value = estimate.mean / shownPer;
  const { interval } = estimate;
  const codes = new Set(trials.flatMap(({ warnings }) => warnings.map(({ code }) => code)));
  const names = [result.cell.id, ...(label === null ? [] : [label]), metric.name];
  return {
    name: names.map(plainLine).join(' '),
    unit: shortUnit,
    value,
    ...(interval === null ? {} : { range: `± ${likeFigure(interval.halfWidth / shownPer, value)}` }),
    extra: [
      counted(estimate.values.length, 'trial'),
      ...(interval === null
        ? []
        : [
            `95% interval ${figure(interval.low / shownPer)} to ${figure(interval.high / shownPer)} ${shortUnit}`,
          ]),
      ...(result.failed.length === 0 ? [] : [`${counted(result.failed.length, 'trial')} failed`]),
      ...(codes.size === 0 ? [] : [`warnings: ${[...codes].join(', ')}`]),
    ].join('\n'),
  };
}
