/** Whether two sides alternated, and their trials in pairs. */
import type { OkTrial } from '../records/run.ts';
import type { Pair } from '../stats/compare-pairs.ts';
import type { JoinedCell, RunOfCell, Side } from './sides.ts';

/**
 * Whether each run of a side alternated with one of the other: the same pairing in both headers, and the sides either
 * as they ran or all the other way round. Where some runs are paired and others are not, none counts as such.
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
 * Pairs of a cell's figures by session and trial number, in the order in which they were measured; a trial whose
 * other half failed or has no figure is left out.
 *
 * @param figureOf null where a trial has none that counts
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
