import type { Measured } from '../comparison.ts';
import { between, counted, figure, fixed, percent } from '../format.ts';
import { type GroupBound, groupBound } from '../group-bound.ts';
import type { Group } from '../groups.ts';
import { named } from './naming.ts';

/**
 * Whether the connections, and not the setups, made the throughput. The most important thing that a report can
 * say: without it a reader takes the client's limit for the server's.
 */
export function boundFindings(group: Group): string[] {
  const bound = groupBound(group);
  if (bound === null || bound.near.length === 0) return [];
  const most = `${bound.formula} is the most that any server could answer to this load`;
  if (bound.below.length > 0) return bound.binding.length === 0 ? [] : [someBound(bound, most, group)];
  const share = shareOf(bound.near, bound.limit);
  const [only] = bound.near;
  const all =
    bound.near.length === 1 && only !== undefined
      ? `**This run does not show how much ${named([only])} can answer.** ${most}, and it lies at ${share} of that.`
      : `**This run cannot tell the setups apart by throughput.** ${most}, and all ${fixed(bound.near.length, 0)} setups lie at ${share} of it: ` +
        'differences say how long requests queued, not what a setup is capable of.';
  return [`${all} ${askInstead(bound, group)}`, ...(bound.near.length > 1 ? [cpuInstead(bound)] : [])];
}

function someBound(bound: GroupBound, most: string, group: Group): string {
  const { binding, limit } = bound;
  const one = binding.length === 1;
  return (
    `**The connections hold ${counted(binding.length, 'setup')} back.** ${most}; ${named(binding)} ` +
    `${one ? 'lies' : 'lie'} at ${shareOf(binding, limit)} of it. How far ${one ? 'it' : 'they'} could go is not known: ` +
    `read a gain as "at least". ${askInstead(bound, group)}`
  );
}

function shareOf(results: readonly Measured[], limit: number): string {
  return between(
    results.map(({ figures }) => figures.throughput.mean / limit),
    (value) => percent(value, 0),
  );
}

/** A limit that is four times as far away lies beyond most hosts, and still is a number of sockets they have. */
function askInstead({ limit, connections }: GroupBound, { scenarioFacts }: Group): string {
  const more = `\`--connections ${connections * 4}\` (at most ${figure(limit * 4)} requests per second)`;
  const other = scenarioFacts?.name === 'saturate' ? '' : ' or `--scenario saturate` (no delay)';
  return `To see how much a setup can answer, ask for ${more}${other}.`;
}

function cpuInstead({ near }: GroupBound): string {
  const perProcess = near.map((result) => ({
    result,
    share: result.figures.coresByRole.target / result.cell.workers,
  }));
  const sorted = perProcess.toSorted((a, b) => b.share - a.share);
  const [busiest, idlest] = [sorted[0], sorted.at(-1)];
  if (busiest === undefined || idlest === undefined) return '';
  return (
    '**What differs is the CPU that is left over**: a process of the app was busy for ' +
    `${percent(busiest.share, 0)} of a core in ${named([busiest.result])} and for ${percent(idlest.share, 0)} in ${named([idlest.result])}; ` +
    `the host as a whole for ${between(
      near.map(({ figures }) => figures.cpuBusy / 100),
      (value) => percent(value, 0),
    )}.`
  );
}
