import { trialsToTest } from '../../harness/stats/permutation-test.ts';
import { baselineOf, compare, measured } from '../comparison.ts';
import { code, strong, type Text, text } from '../document/inline.ts';
import { CONFIDENCE, plusMinus } from '../estimate.ts';
import { between, counted, figure, ratio } from '../format.ts';
import { connectionsBindAll } from '../group-limit.ts';
import { type Group, objectiveOf } from '../groups.ts';
import type { Scored } from '../measured.ts';
import { offeredUnit } from '../offered.ts';
import { isOneRate, keepsUp, offeredTo } from '../open-loop.ts';
import { ranked } from '../ranking.ts';
import { named } from './naming.ts';

/** Names the best variant by the scenario's metric, and by how much it leads, as far as the trials allow. */
export function bestFindings(group: Group): Text[] {
  const order = ranked(group).filter(keepsUp);
  const [best] = order;
  if (best === undefined) {
    return measured(group.results).every(keepsUp)
      ? [text`No variant has a figure for the metric of this scenario: ${group.metric.title}.`]
      : [];
  }
  if (order.length === 1) return [onlyFigure(group, best)];
  const single = baselineOf(best, group);
  if (connectionsBindAll(group)) return [range(order, single, group.metric.title)];
  if (!isOneRate(order)) return [atOwnRates(order)];
  return [winner(group, order, best, single)];
}

function onlyFigure(group: Group, best: Scored): Text {
  const { title, verb } = group.metric;
  const figures = `${shown(best)}${trials(best)}.`;
  return verb === null
    ? text`${title}${conditionOf(group, [best])}: ${code(best.cell.variant)} ${figures}`
    : text`${code(best.cell.variant)} ${verb} ${figures}`;
}

function winner(group: Group, order: readonly Scored[], best: Scored, single: Scored | null): Text {
  const { winner: title, leader } = group.metric.best;
  const condition = conditionOf(group, order);
  const others = order.filter((result) => result !== best).map((result) => compare(best, result));
  const level = others.filter(({ outcome }) => outcome === 'level').map(({ against }) => against);
  const fact = text`${code(best.cell.variant)} with ${shown(best)}${trials(best)}${gain(best, single)}`;
  if (others.some(({ outcome }) => outcome === 'unknown')) {
    return text`${leader}${condition}: ${fact}. ${tooFew(group)}, so this names no winner: use more ${code('--trials')}.`;
  }
  if (level.length === 0) return text`${strong(title)}${condition}: ${fact}.`;
  const does = level.length === 1 ? 'does' : 'do';
  return text`${strong('No clear winner.')} ${leader}${condition}: ${fact}. ${named(level)} ${does} not differ from it significantly.`;
}

/** Why trials do not show a winner. */
function tooFew({ metric }: Group): string {
  return metric.isPermuted
    ? `Fewer than ${trialsToTest(1 - CONFIDENCE)} trials per variant cannot show a significant difference of counts`
    : 'A variant with one trial has an unknown spread';
}

/** The objective, the stages or the rate for which the metric holds. */
function conditionOf(group: Group, results: readonly Scored[]): string {
  if (group.metric.isSought) {
    const objective = objectiveOf(group);
    return objective === null ? '' : ` at ${objective}`;
  }
  const loads = results.flatMap(({ ok }) => ok.map(({ load }) => load));
  if (loads.some(({ phases }) => phases.length > 0)) return ' over all stages';
  const rates = loads.flatMap(({ offeredRate }) => offeredRate ?? []);
  return rates.length === 0 ? '' : ` at ${between(rates, figure)} ${offeredUnit(loads).longUnit}`;
}

function shown({ metric, figures: { score } }: Scored): string {
  return `${figure(score.mean / metric.shownPer)} ${metric.longUnit}${plusMinus(score)}`;
}

function trials({ ok }: Scored): string {
  return ` (${counted(ok.length, 'trial')})`;
}

function gain(best: Scored, single: Scored | null): string {
  if (single === null || single === best) return '';
  if (!keepsUp(single)) return '; the single process does not keep up';
  const { outcome, ratio: times } = compare(best, single);
  const { isRate, isPermuted, longUnit, shownPer } = best.metric;
  const against = `the single process (${figure(single.figures.score.mean / shownPer)}${isRate ? '' : ` ${longUnit}`})`;
  if (outcome === 'level') return `, no significant difference from ${against}`;
  // A ratio of counts that are often 0 says nothing.
  if (isPermuted) return `; the single process has ${figure(single.figures.score.mean / shownPer)}`;
  return times === null ? '' : `, ${ratio(times)} × ${against}`;
}

/** The range of figures where each variant had a load of its own. */
function atOwnRates(order: readonly Scored[]): Text {
  const [lowest, highest] = [order[0], order.at(-1)];
  if (lowest === undefined || highest === undefined) return [];
  const { title, longUnit, shownPer } = lowest.metric;
  const end = (result: Scored) =>
    text`${figure(result.figures.score.mean / shownPer)} ${longUnit} (${code(result.cell.variant)}, at ${figure(offeredTo(result))} ${offeredUnit(result.ok.map(({ load }) => load)).longUnit})`;
  return text`${title} ranges from ${end(lowest)} to ${end(highest)}. Each variant was offered a share of its own maximum, so this names no winner: ${code('--rate N')} offers all variants the same rate.`;
}

/** The range of figures that the connections determine, where a ranking would mislead. */
function range(order: readonly Scored[], single: Scored | null, title: string): Text {
  const [highest, lowest] = [order[0], order.at(-1)];
  if (lowest === undefined || highest === undefined) return [];
  const end = (result: Scored) => text`${figure(result.figures.score.mean)} (${code(result.cell.variant)})`;
  const isAnEnd = single === null || single === lowest || single === highest;
  const alone = isAnEnd ? '' : `; the single process completes ${figure(single.figures.score.mean)}`;
  return text`${title} ranges from ${end(lowest)} to ${end(highest)} requests per second${alone}.`;
}
