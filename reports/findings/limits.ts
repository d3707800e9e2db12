import { measured } from '../comparison.ts';
import { capitalized, code, joined, strong, type Text, text } from '../document/inline.ts';
import { between, counted, figure, fixed, percent } from '../format.ts';
import { type GroupLimit, groupLimit } from '../group-limit.ts';
import { groupedBy } from '../grouped-by.ts';
import type { Group } from '../groups.ts';
import { connectionsNeededBy, LIMIT_NAMES, limitOf } from '../limits.ts';
import type { Measured } from '../measured.ts';
import { named } from './naming.ts';
import { limitedByPools } from './pools.ts';

/**
 * Whether the connections, and not the variants, determine the figures. No finding is more important: without it a
 * reader takes the client's limit for the server's.
 */
export function connectionLimitFindings(group: Group): Text[] {
  const shared = groupLimit(group);
  if (shared === null || shared.binding.length === 0) return [];
  const { binding, others } = shared;
  const most = `${shared.formula} is the most that any server can complete under this load`;
  if (others.length > 0) return [limitOfSome(shared, most, group)];
  const finding =
    binding.length === 1
      ? text`${strong('This run does not show how much ', named(binding), ' can handle.')} ${most}, and the variant reaches ${shareOf(binding)} of it.`
      : text`${strong(`This run cannot rank the variants by ${group.metric.label}.`)} ${most}. All ${fixed(binding.length, 0)} variants reach ${shareOf(binding)} of it, so differences show how long requests queued, not how much a variant can handle.`;
  return [text`${finding} ${connectionsAdvice(shared, group)}`, ...cpuHeadroom(binding)];
}

/** Variants that reach a limit without a finding of its own, by what sets it. */
export function otherLimitFindings({ results, metric }: Group): Text[] {
  if (!metric.isRate) return [];
  const binding = measured(results).flatMap((result) => {
    const limit = limitOf(result);
    const hasOwn = limit?.setBy === 'connections' || (limit && limitedByPools(limit.setBy));
    return limit?.binds && !hasOwn ? [{ result, ...limit }] : [];
  });
  return [...groupedBy(binding, ({ setBy }) => setBy)].map(([setBy, members]) => {
    const variants = members.map(({ result }) => result);
    const [run, their] = variants.length === 1 ? ['runs', 'its figure'] : ['run', 'their figures'];
    return text`${strong('Limit')}: ${named(variants)} ${run} at ${shareOf(variants)} of ${LIMIT_NAMES[setBy]}, which determines ${their}.`;
  });
}

function limitOfSome(shared: GroupLimit, most: string, group: Group): Text {
  const { binding } = shared;
  const isOne = binding.length === 1;
  const lead = strong(`The connections limit ${counted(binding.length, 'variant')}.`);
  const reach = text`${named(binding)} ${isOne ? 'reaches' : 'reach'} ${shareOf(binding)} of it`;
  const unknown = isOne
    ? 'How much more it can handle is unknown: read its gain as "at least".'
    : 'How much more they can handle is unknown: read their gains as "at least".';
  return text`${lead} ${most}. ${capitalized(reach)}. ${unknown} ${connectionsAdvice(shared, group)}`;
}

/** How much of its own lowest limit each variant reaches. */
function shareOf(results: readonly Measured[]): string {
  return between(
    results.map((result) => limitOf(result)?.share ?? Number.NaN),
    (value) => percent(value, 0),
  );
}

/** A host may not have more sockets than this. */
const MOST_ASKED = 20_000;

/** Says with how many connections, or with which scenario, the variants' own limits would show. */
function connectionsAdvice(shared: GroupLimit, { scenarioFacts }: Group): Text {
  const needed = shared.binding.flatMap((result) => connectionsNeededBy(result) ?? []);
  const ways: Text[] = [
    ...moreConnections(shared, needed),
    ...(scenarioFacts?.delayMs ? [text`${code('--scenario saturate')} (no delay)`] : []),
  ];
  const counts = between(needed, figure);
  const each = counts.includes(' to ') ? ', depending on the variant,' : '';
  const when = needed.length === 0 ? '' : `With ${counts} connections${each} another limit would apply. `;
  return ways.length === 0
    ? text`${when.trimEnd()}`
    : text`${when}To measure how much a variant can handle, use ${joined(ways, ' or ')}.`;
}

function moreConnections({ connections, limit }: GroupLimit, needed: readonly number[]): Text[] {
  const most = needed.length > 0 ? Math.max(...needed) : connections * 4;
  if (most > MOST_ASKED) return [];
  const flag = code(`--connections ${most}`);
  return [
    needed.length > 0 ? text`${flag}` : text`${flag} (at most ${figure(limit * 4)} requests per second)`,
  ];
}

/** Shares of a core that differ by less than this count as equal. */
const ALIKE = 0.05;

function cpuHeadroom(results: readonly Measured[]): Text[] {
  const perProcess = results.flatMap((result) => {
    const { target } = result.figures.coresByRole;
    return target === null ? [] : [{ result, share: target / result.cell.workers }];
  });
  const sorted = perProcess.toSorted((a, b) => b.share - a.share);
  const [busiest, idlest] = [sorted[0], sorted.at(-1)];
  if (busiest === undefined || idlest === undefined || busiest.share - idlest.share < ALIKE) return [];
  const host = between(
    results.map(({ figures }) => figures.cpuBusy / 100),
    (value) => percent(value, 0),
  );
  return [
    text`${strong('The variants differ in spare CPU')}: a process of the app used ${percent(busiest.share, 0)} of a core in ${named([busiest.result])} and ${percent(idlest.share, 0)} in ${named([idlest.result])}; the whole host was ${host} busy.`,
  ];
}
