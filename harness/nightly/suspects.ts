/** Cells that a comparison with the last good nights makes suspect, and the answer of `ab` to that. */

import type { ComparedCell, Comparison } from '../records/comparison.ts';
import type { Night, Suspect } from '../records/night.ts';
import type { Cell } from '../records/run.ts';
import { isBroken } from '../stats/is-broken.ts';
import { variantOf } from '../stats/variant-of.ts';

/**
 * Cells that are slower or have no figure. They are only suspected, as nights of one host differ more than trials
 * of a night, and for other reasons than code. An undecided cell is suspected too if it looks worse by at least the
 * minimum effect: otherwise the base could drift slowly. `ab` decides.
 */
export function suspectsIn({ cells }: Comparison): Suspect[] {
  return cells.filter(isDoubtful).map(({ id, scenario, app, primary }) => ({
    cell: id,
    scenario,
    app,
    metric: primary.metric,
    from: primary.base.mean,
    to: primary.head.mean,
    change: primary.change,
    interval: primary.interval,
    answer: 'open',
    reason: null,
    ab: null,
    nights: 1,
  }));
}

/**
 * Counts the nights in a row, including this one, in which a cell was suspected without an answer. The previous
 * night holds the count until then, as older nights may have been removed.
 *
 * @param before the earlier nights, the most recent first
 */
export function countedNights(
  suspects: readonly Suspect[],
  before: readonly Pick<Night, 'suspects' | 'verdict' | 'accepted'>[],
): Suspect[] {
  const last = before.find(({ verdict }) => verdict !== 'interrupted' && verdict !== 'nothing');
  const open = last && !last.accepted ? last.suspects.filter(({ answer }) => answer === 'open') : [];
  const nightsOf = new Map(open.map((suspect) => [keyOf(suspect), suspect.nights]));
  return suspects.map((suspect) => ({ ...suspect, nights: 1 + (nightsOf.get(keyOf(suspect)) ?? 0) }));
}

function isDoubtful(cell: ComparedCell): boolean {
  const { primary, verdict, minEffect } = cell;
  const worse = (primary.change ?? 0) * (primary.better === 'more' ? -1 : 1);
  return isAtFault(cell) || (verdict === 'undecided' && worse >= minEffect);
}

function isAtFault(cell: ComparedCell): boolean {
  return cell.verdict === 'regression' || isBroken(cell);
}

/** Identity of a cell across runs that name it differently because they have more or fewer scenarios or apps. */
export function cellKey(cell: Pick<Cell, 'id' | 'scenario' | 'app'>): string {
  return JSON.stringify([cell.scenario, cell.app, variantOf(cell)]);
}

export function keyOf({ cell, scenario, app }: Suspect): string {
  return cellKey({ id: cell, scenario, app });
}

/** @param comparison of the last good night's commit with this one, by alternating trials */
export function answered(suspect: Suspect, { cells }: Comparison): Suspect {
  const found = cells.find((cell) => cellKey(cell) === keyOf(suspect));
  if (!found) return unanswered(suspect, 'ab did not reach it');
  const { primary, verdict, pairs, reason } = found;
  const ab = { change: primary.change, interval: primary.interval, pairs: pairs ?? 0 };
  if (isAtFault(found)) return { ...suspect, answer: 'confirmed', ab };
  if (verdict !== 'undecided') return { ...suspect, answer: 'cleared', ab };
  return { ...unanswered(suspect, `undecided: ${reason}`), ab };
}

export function unanswered(suspect: Suspect, reason: string): Suspect {
  return { ...suspect, answer: 'open', reason };
}
