/** The variants that the scaling law is fitted to, line by line, and those that are left out. */
import { LEAST_COUNTS } from '../../harness/stats/usl.ts';
import { arrangementOf } from '../arrangement.ts';
import { scored } from '../comparison.ts';
import { code, listed, type Text, text } from '../document/inline.ts';
import { groupedBy } from '../grouped-by.ts';
import type { Group } from '../groups.ts';
import { type BeforeWorkers, heldBackBy } from '../limits.ts';
import type { Scored } from '../measured.ts';
import { isSingleOf, isSingleProcess } from '../own-cluster.ts';

export interface Series {
  /** `nginx+cluster-rr` */
  readonly name: string;
  /** With the single process behind the same proxy as the case of one worker. */
  readonly members: readonly Scored[];
  /** Members that neither load nor proxy limits: with the others the law would be that of the load. */
  readonly kept: readonly Scored[];
}

/** A line per topology, policy, proxy and settings. */
export function seriesOf({ results }: Group): Series[] {
  const all = scored(results);
  const many = all.filter(({ cell }) => cell.workers > 1);
  const lines = groupedBy(
    many,
    ({ cell }) => `${cell.proxy === null ? '' : `${cell.proxy}+`}${arrangementOf(cell)}`,
  );
  return [...lines].map(([name, members]) => {
    const proxy = members[0]?.cell.proxy;
    const single = all.filter(
      (result) =>
        isSingleProcess(result) &&
        result.cell.proxy === proxy &&
        members.every(({ cell }) => isSingleOf(result.cell, cell)),
    );
    const line = [...single, ...members];
    return { name, members: line, kept: line.filter((member) => heldBackBy(member) === null) };
  });
}

export function countsOf(members: readonly Scored[]): Set<number> {
  return new Set(members.map(({ cell }) => cell.workers));
}

/** Whether there are too few worker counts for a law. A line with one worker count is not meant to have one. */
export function isTooShort({ members, kept }: Series): boolean {
  return countsOf(members).size > 1 && countsOf(kept).size < LEAST_COUNTS;
}

const CAUSES: Readonly<Record<BeforeWorkers, string>> = {
  connections: 'the connections limit them',
  client: 'the load client limits them',
  proxy: 'the proxy limits them',
  database: 'the connections of the database limit them',
  rate: 'the load offered no more',
};

/** A sentence for each cause. Lines with too few worker counts anyway lack these, and not the variants left out. */
export function leftOut(lines: readonly Series[]): Text[] {
  const long = lines.filter(({ members }) => countsOf(members).size >= LEAST_COUNTS);
  const causes = new Map(
    long.flatMap(({ members }) => members).map((member) => [member.cell.variant, heldBackBy(member)]),
  );
  return [...groupedBy([...causes], ([, cause]) => cause)].flatMap(([cause, variants]) =>
    cause === null
      ? []
      : [text`Left out, because ${CAUSES[cause]}: ${listed(variants.map(([variant]) => code(variant)))}.`],
  );
}
