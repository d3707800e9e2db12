/** Compares a night's run with the last good nights. */
import { compareRuns } from '../compare/compare-runs.ts';
import type { NamedRun } from '../compare/sides.ts';
import type { NightlyConfig } from '../config/nightly.ts';
import { UsageError } from '../config/usage-error.ts';
import { readRun } from '../judge/judge-run.ts';
import type { Comparison } from '../records/comparison.ts';
import type { Night } from '../records/night.ts';
import { type Base, chooseBase } from './base.ts';
import { readNights } from './store.ts';

export interface ComparedNight {
  readonly base: Base;
  /** Every readable earlier night, the most recent first. */
  readonly before: readonly Night[];
  readonly comparison: Comparison;
}

/**
 * Compares a run with the last good nights. If there are none, or the run was interrupted, the comparison consists
 * of gates only.
 *
 * @param notes receives notes for readers of the night, each a sentence
 */
export async function compareNights(
  head: NamedRun,
  { store, judging }: Pick<NightlyConfig, 'store' | 'judging'>,
  notes: string[],
  signal: AbortSignal,
): Promise<ComparedNight> {
  const compare = (base: Base) =>
    compareRuns(
      { label: 'last good nights', runs: base.nights.map(({ run }) => run) },
      { label: 'this night', runs: [head] },
      judging,
    );
  const none: Base = { nights: [], passedOver: [] };
  if (signal.aborted) return { base: none, before: [], comparison: compare(none) };
  const { nights, damaged } = await readNights(store);
  notes.push(...damaged);
  const before = nights.map(({ night }) => night);
  const base = await chooseBase(nights, head, readRun);
  try {
    return { base, before, comparison: compare(base) };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    notes.push(
      `the last good nights are not comparable with each other, so this night is compared with the last one only: ${error.message}`,
    );
    const last = { ...base, nights: base.nights.slice(0, 1) };
    return { base: last, before, comparison: compare(last) };
  }
}
