/** The last words of a run on the terminal: a row per variant, what is missing, and where the report is. */
import type { RunRecord, Trial, Warning } from '../../harness/records/run.ts';
import { disturbedTrials, isDisturbance } from '../../harness/stats/disturbed.ts';
import { usualMetric } from '../../harness/stats/metrics/index.ts';
import { percentiles } from '../../harness/stats/percentiles.ts';
import { RESPONSES_DIFFER } from '../../harness/stats/response-differences.ts';
import { isAtSetRate } from '../../harness/stats/set-rate.ts';
import { mean } from '../../harness/stats/summary.ts';
import { type CellFigures, type CellResult, errorTotal } from '../cell-result.ts';
import { type Block, callout, heading, paragraph } from '../document/block.ts';
import { strong, text, tinted } from '../document/inline.ts';
import { type Column, figureColumn, table } from '../document/table.ts';
import { counted, figure, fixed } from '../format.ts';
import { type Group, groupResults, okTrials } from '../groups.ts';
import { interruptionTexts } from '../interruptions.ts';
import { achievedRate, isScripted, offeredUnit } from '../offered.ts';
import { estimateColumn } from '../sections/estimate-column.ts';
import { gatesSummary } from '../sections/gates.ts';
import { numberColumn } from '../sections/number-column.ts';
import { variantColumn } from '../sections/variant-column.ts';
import { precisionMissed, stoppedAfter } from '../trial-counts.ts';

/** Percentiles of the latency that a narrow table has room for. */
const SHOWN: readonly number[] = [50, 99];

/**
 * @param report path of the report as the reader may open it; null where there is none
 * @param resume command that goes on with the run; null where there is none
 */
export function closingDocument(
  record: RunRecord,
  report: string | null,
  resume: string | null = null,
): Block[] {
  const groups = groupResults(record);
  const partial = record.status === 'partial' ? stoppedAfter(record) : null;
  const missing = [partial, ...interruptionTexts(record), precisionMissed(record)].filter(
    (sentence) => sentence !== null,
  );
  return [
    ...groups.flatMap((group) => [
      ...(groups.length > 1 ? [heading(2, `${group.title}, ${group.app}`)] : []),
      ...summaryTable(group),
    ]),
    ...callout(
      'warning',
      [...differing(record), ...missing, ...doubts(record)].map((sentence) => tinted('doubtful', sentence)),
    ),
    ...gatesSummary(record.gates),
    ...(report === null ? [] : paragraph(text`report: ${strong(report)}`)),
    ...(resume === null ? [] : paragraph(text`go on with: ${strong(resume)}`)),
  ];
}

function differing({ warnings }: RunRecord): string[] {
  return warnings
    .filter(({ code }) => code === RESPONSES_DIFFER)
    .map(({ text: words }) => `Responses differ: ${words}`);
}

/** One line about what a reader of the table must know and finds in the report only. */
function doubts({ trials, warnings }: RunRecord): string[] {
  const { disturbed, trials: measured } = disturbedTrials(trials);
  const codes = new Set([...warnings, ...trials.flatMap(warningsIn)].map(({ code }) => code));
  const others = [...codes].filter((code) => !isDisturbance(code) && code !== RESPONSES_DIFFER).length;
  const where = 'the report says which, and what to do';
  if (disturbed === 0) return others === 0 ? [] : [`${counted(others, 'note')} on these figures: ${where}`];
  const more =
    others === 0 ? '' : `, and there ${others === 1 ? 'is' : 'are'} ${counted(others, 'other note')}`;
  return [
    `Other work disturbed this host in ${fixed(disturbed, 0)} of ${counted(measured, 'trial')}${more}: ${where}`,
  ];
}

function warningsIn(trial: Trial): readonly Warning[] {
  return trial.status === 'ok' ? trial.warnings : [];
}

function summaryTable(group: Group): Block[] {
  const { results } = group;
  return table<CellResult>(
    [
      variantColumn,
      ...leading(group),
      count('errors', ({ errors }) => errorTotal(errors)),
      ...(results.some(({ failed }) => failed.length > 0) ? [FAILED] : []),
    ],
    results,
  );
}

const FAILED: Column<CellResult> = figureColumn(
  'failed trials',
  ({ failed, planned }) => (failed.length === 0 ? '0' : tinted('bad', `${failed.length} of ${planned}`)),
  ({ failed }) => failed.length,
);

/** The scenario's metric, and what it is read with. */
function leading(group: Group): Column<CellResult>[] {
  const { metric, scenarioFacts } = group;
  const isAtRate = scenarioFacts !== null && isAtSetRate(scenarioFacts);
  const loads = okTrials(group).map(({ load }) => load);
  const { shortUnit } = offeredUnit(loads);
  const isOfScript = isScripted(loads);
  // A narrow table has no room for more beside both rates of a script.
  const isCrowded = isAtRate && isOfScript;
  const shown = isCrowded ? [99] : SHOWN;
  const score = estimateColumn<CellResult>(
    metric.narrowTitle,
    ({ figures }) => figures?.score ?? null,
    metric.shownPer,
  );
  return [
    ...(isAtRate ? [amount(`offered ${shortUnit}`, ({ typical }) => typical.load.offeredRate)] : []),
    ...(isCrowded ? [numberColumn(shortUnit, achieved, figure)] : []),
    ...(metric.isRate || isCrowded
      ? []
      : [amount(usualMetric.narrowTitle, ({ throughput }) => throughput.mean)]),
    ...(metric.percentile === null ? [score] : []),
    ...percentiles.flatMap(({ percent, key, name }): Column<CellResult>[] => {
      if (percent === metric.percentile) return [score];
      const title = `${isOfScript ? 'request ' : ''}${name} ms`;
      return shown.includes(percent) ? [amount(title, ({ latency }) => latency[key]?.mean)] : [];
    }),
  ];
}

function achieved({ ok }: CellResult): number | null {
  return ok.length === 0 ? null : mean(ok.map(({ load }) => achievedRate(load)));
}

function amount(title: string, value: (figures: CellFigures) => number | null | undefined) {
  return numberColumn<CellResult>(title, ({ figures }) => figures && value(figures), figure);
}

function count(title: string, value: (figures: CellFigures) => number) {
  return numberColumn<CellResult>(
    title,
    ({ figures }) => figures && value(figures),
    (number) => fixed(number, 0),
  );
}
