import { baseline, compare, type Measured, measured } from '../comparison.ts';
import { code } from '../escape.ts';
import { counted, figure, likeFigure, ratio } from '../format.ts';
import { groupBound } from '../group-bound.ts';
import type { Group } from '../groups.ts';
import { named } from './naming.ts';

/** Which setup answers most, and by how much more than the single process - as far as the trials can tell. */
export function bestFindings(group: Group): string[] {
  const results = measured(group.results);
  const best = results.toSorted((a, b) => b.figures.throughput.mean - a.figures.throughput.mean)[0];
  if (best === undefined) return [];
  const single = baseline(group);
  if (results.length === 1) return [`${code(best.setup)} answered ${figures(best)}${trials(best)}.`];
  const bound = groupBound(group);
  if (bound !== null && bound.below.length === 0) return [range(results, single)];
  const others = results.filter((result) => result !== best).map((result) => compare(best, result));
  const level = others.filter(({ outcome }) => outcome === 'level').map(({ against }) => against);
  const fact = `${code(best.setup)} with ${figures(best)}${trials(best)}${gain(best, single)}`;
  if (others.some(({ outcome }) => outcome === 'unknown')) {
    return [
      `Highest figure: ${fact}. Where a setup has one trial nothing is known about the spread, so that this ` +
        'names no winner: ask for more `--trials`.',
    ];
  }
  if (level.length === 0) return [`**Most answers**: ${fact}.`];
  return [
    `**No single winner.** Highest figure: ${fact}; but ${named(level)} ${level.length === 1 ? 'shows' : 'show'} ` +
      'no difference from it beyond the spread over trials.',
  ];
}

function figures({ figures: { throughput } }: Measured): string {
  const { mean, standardDeviation } = throughput;
  const spread = standardDeviation === null ? '' : ` ± ${likeFigure(standardDeviation, mean)}`;
  return `${figure(mean)}${spread} requests per second`;
}

function trials({ ok }: Measured): string {
  return ` (${counted(ok.length, 'trial')})`;
}

function gain(best: Measured, single: Measured | null): string {
  if (single === null || single === best) return '';
  const { outcome, ratio: times } = compare(best, single);
  const against = `the single process (${figure(single.figures.throughput.mean)})`;
  if (outcome === 'level') return `, no difference from ${against} beyond the spread`;
  return times === null ? '' : `, ${ratio(times)} × ${against}`;
}

/** Where the load's limit makes the figures a ranking would mislead. */
function range(results: readonly Measured[], single: Measured | null): string {
  const sorted = results.toSorted((a, b) => a.figures.throughput.mean - b.figures.throughput.mean);
  const [lowest, highest] = [sorted[0], sorted.at(-1)];
  if (lowest === undefined || highest === undefined) return '';
  const end = (result: Measured) => `${figure(result.figures.throughput.mean)} (${code(result.setup)})`;
  const alone =
    single === null || single === lowest || single === highest
      ? ''
      : `; the single process answers ${figure(single.figures.throughput.mean)}`;
  return `Throughput runs from ${end(lowest)} to ${end(highest)} requests per second${alone}.`;
}
