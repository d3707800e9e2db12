import { baseline, compare, measured } from '../comparison.ts';
import { code } from '../escape.ts';
import { plusMinus } from '../estimate.ts';
import { between, counted, figure, ratio } from '../format.ts';
import { connectionsBindAll } from '../group-bound.ts';
import { type Group, objectiveOf } from '../groups.ts';
import type { Scored } from '../measured.ts';
import { isOneRate, keepsUp, offeredTo } from '../open-loop.ts';
import { ranked } from '../ranking.ts';
import { named } from './naming.ts';

/** Which setup is best by the scenario's metric, and by how much - as far as the trials can tell. */
export function bestFindings(group: Group): string[] {
  const order = ranked(group).filter(keepsUp);
  const [best] = order;
  const { title, verb } = group.metric;
  const { winner, leader } = group.metric.best;
  if (best === undefined) {
    return measured(group.results).every(keepsUp)
      ? [`No setup has a figure for what this scenario is run for: ${title}.`]
      : [];
  }
  const single = baseline(group);
  const condition = conditionOf(group, order);
  if (order.length === 1) {
    const figures = `${told(best)}${trials(best)}.`;
    return [
      verb === null
        ? `${title}${condition}: ${code(best.setup)} ${figures}`
        : `${code(best.setup)} ${verb} ${figures}`,
    ];
  }
  if (connectionsBindAll(group)) return [range(order, single, title)];
  if (!isOneRate(order)) return [atOwnRates(order)];
  const others = order.filter((result) => result !== best).map((result) => compare(best, result));
  const level = others.filter(({ outcome }) => outcome === 'level').map(({ against }) => against);
  const fact = `${code(best.setup)} with ${told(best)}${trials(best)}${gain(best, single)}`;
  if (others.some(({ outcome }) => outcome === 'unknown')) {
    return [
      `${leader}${condition}: ${fact}. Where a setup has one trial nothing is known about the spread, so that this ` +
        'names no winner: ask for more `--trials`.',
    ];
  }
  if (level.length === 0) return [`**${winner}**${condition}: ${fact}.`];
  return [
    `**No single winner.** ${leader}${condition}: ${fact}; but ${named(level)} ${level.length === 1 ? 'shows' : 'show'} ` +
      'no difference from it beyond the spread over trials.',
  ];
}

/** What the metric holds for. */
function conditionOf(group: Group, named: readonly Scored[]): string {
  if (group.metric.isSought) {
    const objective = objectiveOf(group);
    return objective === null ? '' : ` at ${objective}`;
  }
  const rates = named.flatMap(({ ok }) => ok).flatMap(({ load }) => load.offeredRate ?? []);
  return rates.length === 0 ? '' : ` at ${between(rates, figure)} requests per second`;
}

function told({ metric, figures: { score } }: Scored): string {
  return `${figure(score.mean / metric.shownPer)} ${metric.longUnit}${plusMinus(score)}`;
}

function trials({ ok }: Scored): string {
  return ` (${counted(ok.length, 'trial')})`;
}

function gain(best: Scored, single: Scored | null): string {
  if (single === null || single === best) return '';
  if (!keepsUp(single)) return ', where the single process does not keep up';
  const { outcome, ratio: times } = compare(best, single);
  const { isRate, longUnit, shownPer } = best.metric;
  const against = `the single process (${figure(single.figures.score.mean / shownPer)}${isRate ? '' : ` ${longUnit}`})`;
  if (outcome === 'level') return `, no difference from ${against} beyond the spread`;
  return times === null ? '' : `, ${ratio(times)} × ${against}`;
}

/** Where each setup had a load of its own. */
function atOwnRates(order: readonly Scored[]): string {
  const [lowest, highest] = [order[0], order.at(-1)];
  if (lowest === undefined || highest === undefined) return '';
  const { title, longUnit, shownPer } = lowest.metric;
  const end = (result: Scored) =>
    `${figure(result.figures.score.mean / shownPer)} ${longUnit} (${code(result.setup)}, at ${figure(offeredTo(result))} requests per second)`;
  return `${title} runs from ${end(lowest)} to ${end(highest)}. Each setup was offered a share of what it reached itself, so that this names no winner: \`--rate N\` offers all the same.`;
}

/** Where the load's limit makes the figures a ranking would mislead. */
function range(order: readonly Scored[], single: Scored | null, name: string): string {
  const [highest, lowest] = [order[0], order.at(-1)];
  if (lowest === undefined || highest === undefined) return '';
  const end = (result: Scored) => `${figure(result.figures.score.mean)} (${code(result.setup)})`;
  const alone =
    single === null || single === lowest || single === highest
      ? ''
      : `; the single process answers ${figure(single.figures.score.mean)}`;
  return `${name} runs from ${end(lowest)} to ${end(highest)} requests per second${alone}.`;
}
