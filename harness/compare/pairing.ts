/** Whether two sides alternated, and their trials as pairs. */
import type { OkTrial } from '../records/run.ts';
import type { Pair } from '../stats/compare-pairs.ts';
import type { JoinedCell, RunOfCell, Side } from './sides.ts';

/**
 * Whether each run of a side alternated with one of the other: both headers contain the same pairing, and the sides
 * are in the same or the reverse order for all runs. If only some runs are paired, none counts as paired.
 */
export function isPaired(base: Side, head: Side): boolean {
  const [ofBase, ofHead] = [pairingsOf(base), pairingsOf(head)];
  const side = ofBase[0]?.side;
  const partners = new Set(ofHead.map(({ id }) => id));
  return (
    side !== undefined &&
    ofBase.length === base.runs.length &&
    ofHead.length === head.runs.length &&
    ofBase.length === ofHead.length &&
    partners.size === ofHead.length &&
    new Set(ofBase.map(({ id }) => id)).size === ofBase.length &&
    ofBase.every((one) => one.side === side && partners.has(one.id)) &&
    ofHead.every((one) => one.side !== side)
  );
}

function pairingsOf({ runs }: Side) {
  return runs.map(({ record }) => record.pairing).filter((pairing) => pairing !== null);
}

/**
 * Pairs of a cell's figures by session and trial number, in the order of measurement. Leaves out a pair in which a
 * trial failed or has no figure.
 *
 * @param figureOf null if a trial has no valid figure
 */
export function pairsOf(cell: JoinedCell, figureOf: (trial: OkTrial) => number | null): Pair[] {
  const startOf = ({ run }: RunOfCell) => Date.parse(run.record.startedAt);
  return cell.base
    .toSorted((a, b) => startOf(a) - startOf(b))
    .flatMap((session) => {
      const id = session.run.record.pairing?.id;
      const other = cell.head.find(({ run }) => run.record.pairing?.id === id)?.ok ?? [];
      return session.ok
        .toSorted((a, b) => a.trial - b.trial)
        .flatMap((trial) => {
          const partner = other.find((one) => one.trial === trial.trial);
          const base = figureOf(trial);
          const head = partner ? figureOf(partner) : null;
          return base === null || head === null ? [] : [{ base, head }];
        });
    });
}
