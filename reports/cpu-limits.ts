/** The CPU limit of a variant, and how often it held the variant's processes. */
import type { Cell, CpuLimitFigures } from '../harness/records/run.ts';
import { CPU_LIMIT } from '../harness/records/settings-label.ts';
import { mean, sum } from '../harness/stats/summary.ts';
import type { CellResult } from './cell-result.ts';

/** `4 x 0.5 cores`; null without a limit. */
export function cpuLimitOf({ settings, workers }: Cell): string | null {
  const each = settings[CPU_LIMIT];
  if (each === undefined) return null;
  return `${workers} x ${coresText(Number(each))}`;
}

/** `0.5 cores` */
export function coresText(cores: number): string {
  return `${Number(cores.toFixed(2))} ${cores === 1 ? 'core' : 'cores'}`;
}

/** Share of the periods in which a group used up its limit; null if no group ran, or without a limit. */
export function throttledShare(groups: readonly CpuLimitFigures[]): number | null {
  const periods = sum(groups.map((group) => group.periods));
  return periods === 0 ? null : sum(groups.map(({ throttledPeriods }) => throttledPeriods)) / periods;
}

/** Seconds that the groups waited in a window, the mean over trials. */
export function throttledSeconds({ ok }: Pick<CellResult, 'ok'>): number {
  return mean(ok.map(({ cpuLimits }) => sum(cpuLimits.map((group) => group.throttledSeconds))));
}
