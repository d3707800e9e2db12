import { BINDING } from '../../harness/stats/binding.ts';
import { measured } from '../comparison.ts';
import { between, counted, figure, fixed, percent } from '../format.ts';
import { type GroupBound, groupBound } from '../group-bound.ts';
import { groupedBy } from '../grouped-by.ts';
import type { Group } from '../groups.ts';
import { connectionsNeededBy, limitOf, SET_BY } from '../limits.ts';
import type { Measured } from '../measured.ts';
import { named } from './naming.ts';

/**
 * Whether the connections, and not the setups, made the figures. The most important thing that a report can
 * say: without it a reader takes the client's limit for the server's.
 */
export function boundFindings(group: Group): string[] {
  const bound = groupBound(group);
  if (bound === null || bound.binding.length === 0) return [];
  const { binding, others } = bound;
  const most = `${bound.formula} is the most that any server could answer to this load`;
  if (others.length > 0) return [someBound(bound, most, group)];
  const [only] = binding;
  const all =
    binding.length === 1 && only !== undefined
      ? `**This run does not show how much ${named([only])} can answer.** ${most}, and it lies at ${shareOf(binding)} of that.`
      : `**This run cannot tell the setups apart by ${group.metric.label}.** ${most}, and all ${fixed(binding.length, 0)} setups lie at ${shareOf(binding)} of it: ` +
        'differences say how long requests queued, not what a setup is capable of.';
  return [`${all} ${askInstead(bound, group)}`, ...cpuInstead(binding)];
}

/** Setups that another bound than their connections holds back, by what sets it. */
export function otherBoundFindings({ results, metric }: Group): string[] {
  if (!metric.isRate) return [];
  const bound = measured(results).flatMap((result) => {
    const limit = limitOf(result);
    return limit?.binds && limit.setBy !== 'connections' ? [{ result, ...limit }] : [];
  });
  const said = [...groupedBy(bound, ({ setBy }) => setBy)].map(
    ([setBy, members]) =>
      `${SET_BY[setBy]} in ${named(members.map(({ result }) => result))} (${shareOf(members.map(({ result }) => result))})`,
  );
  return said.length === 0
    ? []
    : [`At their lowest bound, ${percent(BINDING, 0)} of it and more: ${said.join('; ')}.`];
}

function someBound(bound: GroupBound, most: string, group: Group): string {
  const { binding } = bound;
  const one = binding.length === 1;
  return (
    `**The connections hold ${counted(binding.length, 'setup')} back.** ${most}; ${named(binding)} ` +
    `${one ? 'lies' : 'lie'} at ${shareOf(binding)} of it. How far ${one ? 'it' : 'they'} could go is not known: ` +
    `read a gain as "at least". ${askInstead(bound, group)}`
  );
}

/** Each of its own lowest bound. */
function shareOf(results: readonly Measured[]): string {
  return between(
    results.map((result) => limitOf(result)?.share ?? Number.NaN),
    (value) => percent(value, 0),
  );
}

/** More sockets than this a host may not have. */
const MOST_ASKED = 20_000;

function askInstead({ binding, connections, limit }: GroupBound, { scenarioFacts }: Group): string {
  const needed = binding.flatMap((result) => connectionsNeededBy(result) ?? []);
  const most = Math.max(...needed);
  const fourfold = connections * 4;
  const more =
    needed.length > 0
      ? most <= MOST_ASKED
        ? [`\`--connections ${most}\``]
        : []
      : fourfold <= MOST_ASKED
        ? [`\`--connections ${fourfold}\` (at most ${figure(limit * 4)} requests per second)`]
        : [];
  const ways = [...more, ...(scenarioFacts?.delayMs ? ['`--scenario saturate` (no delay)'] : [])];
  const counts = between(needed, figure);
  const from =
    needed.length > 0
      ? `With ${counts} connections${counts.includes(' to ') ? ', as the setup may be,' : ''} another bound would show. `
      : '';
  const ask = ways.length === 0 ? '' : `To see how much a setup can answer, ask for ${ways.join(' or ')}.`;
  return `${from}${ask}`.trimEnd();
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
