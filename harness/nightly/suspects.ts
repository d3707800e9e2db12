/** What a comparison with the last good nights makes doubtful, and what `ab` answers to that. */

import type { ComparedCell, Comparison } from '../records/comparison.ts';
import type { Night, Suspect } from '../records/night.ts';
import type { Cell } from '../records/run.ts';
import { isBroken } from '../stats/is-broken.ts';
import { variantOf } from '../stats/variant-of.ts';

/**
 * Setups that are slower, or gave no figure: no more than suspected, for nights of one host differ by more than the
 * trials of a night, and not only by their code. What is not proven is suspected too where it looks worse by as much as
 * counts, or the base would creep; `ab` is what decides.
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
 * How long each has been open: in as many nights in a row, this one included, it was suspected and got no answer. The
 * last night tells how long it had been then, for older ones may be removed.
 *
 * @param before the nights before this one, the last one first
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

/** The same cell in runs that name it differently, as they have more scenarios or apps or fewer. */
export function cellKey(cell: Pick<Cell, 'id' | 'scenario' | 'app'>): string {
  return JSON.stringify([cell.scenario, cell.app, variantOf(cell)]);
}

export function keyOf({ cell, scenario, app }: Suspect): string {
  return cellKey({ id: cell, scenario, app });
}

/** @param comparison of the last good night's commit with this one, in turns */
export function answered(suspect: Suspect, { cells }: Comparison): Suspect {
  const found = cells.find((cell) => cellKey(cell) === keyOf(suspect));
  if (!found) return unanswered(suspect, 'ab did not come to it');
  const { primary, verdict, pairs, reason } = found;
  const ab = { change: primary.change, interval: primary.interval, pairs: pairs ?? 0 };
  if (isAtFault(found)) return { ...suspect, answer: 'confirmed', ab };
  if (verdict !== 'undecided') return { ...suspect, answer: 'cleared', ab };
  return { ...unanswered(suspect, `undecided: ${reason}`), ab };
}

export function unanswered(suspect: Suspect, reason: string): Suspect {
  return { ...suspect, answer: 'open', reason };
}
