/** The cost per request of metrics in the app, where a run has variants with and without them. */
import { cpuPerRequest } from '../../harness/stats/metrics/cpu-per-request.ts';
import { mean } from '../../harness/stats/summary.ts';
import { differenceOfMeans } from '../../harness/stats/welch.ts';
import type { CellResult } from '../cell-result.ts';
import { memberPairs, settingsApart } from '../comparison.ts';
import { code, strong, type Text, text } from '../document/inline.ts';
import { CONFIDENCE } from '../estimate.ts';
import { figure, percent, signedPercent } from '../format.ts';
import type { Group } from '../groups.ts';

/** The only difference between a variant with metrics and the one that it is compared with: `targets/apps/metrics`. */
const APART = ['METRICS=on', 'METRICS=off'] as const;

export function metricsCostFindings(group: Group): Text[] {
  return memberPairs(group, 'settings').flatMap(({ result, against }) => {
    const apart = [settingsApart(result.cell, against.cell), settingsApart(against.cell, result.cell)];
    return apart.join() === APART.join() ? costText(result, against) : [];
  });
}

/** Nothing if the CPU time of a trial is unknown. */
function costText(result: CellResult, against: CellResult): Text[] {
  const [here, there] = [valuesOf(result), valuesOf(against)];
  if (here === null || there === null) return [];
  const [withThem, without] = [mean(here), mean(there)];
  const extra = withThem - without;
  const lead = strong(text`Cost of metrics in ${code(result.cell.variant)}`);
  const sizes = `${figure(withThem)} µs of CPU per request, where it is ${figure(without)} µs in`;
  const change = `${extra < 0 ? '−' : '+'}${figure(Math.abs(extra))} µs, ${signedPercent(extra / without)}`;
  return [
    text`${lead}: ${sizes} ${code(against.cell.variant)} (${change}${intervalOf(here, there, without)}).`,
  ];
}

function valuesOf({ cell, ok }: CellResult): number[] | null {
  const values = ok.map((trial) => cpuPerRequest.read(trial, cell));
  const known = values.filter((value) => value !== null);
  return known.length < values.length ? null : known;
}

function intervalOf(here: readonly number[], there: readonly number[], without: number): string {
  const difference = differenceOfMeans(here, there, CONFIDENCE);
  if (difference === null) return '; too few trials for an interval';
  const { low, high } = difference;
  const verdict = low <= 0 && high >= 0 ? ': no significant difference' : '';
  return `; ${percent(CONFIDENCE, 0)} confidence interval ${inMicroseconds(low)} to ${inMicroseconds(high)} µs, ${signedPercent(low / without)} to ${signedPercent(high / without)}${verdict}`;
}

function inMicroseconds(value: number): string {
  return figure(value).replace('-', '−');
}
