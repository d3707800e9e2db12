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
  if (bound === null || bound.binding.length === 0) return [];
  const { binding, below } = bound;
  const most = `${bound.formula} is the most that any server could answer to this load`;
  if (below.length > 0) return [someBound(bound, most, group)];
  const share = shareOf(binding, bound.limit);
  const [only] = binding;
  const all =
    binding.length === 1 && only !== undefined
      ? `**This run does not show how much ${named([only])} can answer.** ${most}, and it lies at ${share} of that.`
      : `**This run cannot tell the setups apart by throughput.** ${most}, and all ${fixed(binding.length, 0)} setups lie at ${share} of it: ` +
        'differences say how long requests queued, not what a setup is capable of.';
  return [`${all} ${askInstead(bound, group)}`, ...cpuInstead(binding)];
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

/** A limit that is four times as far away lies beyond most hosts; more sockets than this a host may not have. */
const MOST_ASKED = 20_000;

function askInstead({ limit, connections }: GroupBound, { scenarioFacts }: Group): string {
  const ways = [
    ...(connections * 4 <= MOST_ASKED
      ? [`\`--connections ${connections * 4}\` (at most ${figure(limit * 4)} requests per second)`]
      : []),
    ...(scenarioFacts?.delayMs ? ['`--scenario saturate` (no delay)'] : []),
  ];
  return ways.length === 0 ? '' : `To see how much a setup can answer, ask for ${ways.join(' or ')}.`;
}

/** Shares of a core that lie closer together than this are alike. */
const ALIKE = 0.05;

function cpuInstead(results: readonly Measured[]): string[] {
  const perProcess = results.map((result) => ({
    result,
    share: result.figures.coresByRole.target / result.cell.workers,
  }));
  const sorted = perProcess.toSorted((a, b) => b.share - a.share);
  const [busiest, idlest] = [sorted[0], sorted.at(-1)];
  if (busiest === undefined || idlest === undefined || busiest.share - idlest.share < ALIKE) return [];
  return [
    '**What differs is the CPU that is left over**: a process of the app was busy for ' +
      `${percent(busiest.share, 0)} of a core in ${named([busiest.result])} and for ${percent(idlest.share, 0)} in ${named([idlest.result])}; ` +
      `the host as a whole for ${between(
        results.map(({ figures }) => figures.cpuBusy / 100),
        (value) => percent(value, 0),
      )}.`,
  ];
}
