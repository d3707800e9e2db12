/** Which setups the scaling law is fitted to, line by line, and which are left out of it. */
import { LEAST_COUNTS } from '../../harness/stats/usl.ts';
import { arrangementOf } from '../arrangement.ts';
import { scored } from '../comparison.ts';
import { code } from '../escape.ts';
import { listed } from '../format.ts';
import { groupedBy } from '../grouped-by.ts';
import type { Group } from '../groups.ts';
import { type BeforeWorkers, heldBackBy } from '../limits.ts';
import type { Scored } from '../measured.ts';
import { isSingleProcess } from '../own-cluster.ts';

export interface Series {
  /** `nginx+cluster-rr` */
  readonly name: string;
  /** The single process behind the same proxy is every line's case of one worker. */
  readonly members: readonly Scored[];
  /** Those whose figures are the workers' own: the others would make the law one of the load. */
  readonly kept: readonly Scored[];
}

/** A line for each topology, policy, proxy and settings. */
export function seriesOf({ results }: Group): Series[] {
  const all = scored(results);
  const many = all.filter(({ cell }) => cell.workers > 1);
  const lines = groupedBy(
    many,
    ({ cell }) => `${cell.proxy === null ? '' : `${cell.proxy}+`}${arrangementOf(cell)}`,
  );
  return [...lines].map(([name, members]) => {
    const proxy = members[0]?.cell.proxy;
    const single = all.filter((result) => isSingleProcess(result) && result.cell.proxy === proxy);
    const line = [...single, ...members];
    return { name, members: line, kept: line.filter((member) => heldBackBy(member) === null) };
  });
}

export function countsOf(members: readonly Scored[]): Set<number> {
  return new Set(members.map(({ cell }) => cell.workers));
}

/** Too few worker counts for a law. With one alone nobody looks for it. */
export function isTooShort({ members, kept }: Series): boolean {
  return countsOf(members).size > 1 && countsOf(kept).size < LEAST_COUNTS;
}

const BINDS: Readonly<Record<BeforeWorkers, string>> = {
  connections: "the load's connections bind",
  client: "the load client's capacity binds",
  proxy: 'the proxy binds',
  rate: 'the load asked for no more',
};

/** A sentence for each cause. Lines that were too short all the same lack worker counts, and not these setups. */
export function leftOut(lines: readonly Series[]): string[] {
  const long = lines.filter(({ members }) => countsOf(members).size >= LEAST_COUNTS);
  const causes = new Map(
    long.flatMap(({ members }) => members).map((member) => [member.setup, heldBackBy(member)]),
  );
  return [...groupedBy([...causes], ([, cause]) => cause)].flatMap(([cause, setups]) =>
    cause === null
      ? []
      : [`Left out, for there ${BINDS[cause]}: ${listed(setups.map(([setup]) => code(setup)))}.`],
  );
}
