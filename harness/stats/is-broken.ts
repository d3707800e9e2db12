import type { ComparedCell } from '../records/comparison.ts';
import { metricNamed } from './metrics/index.ts';

/**
 * Whether the head gave no figure where the base gave some: no test can tell how much slower that is. One that answered,
 * but too few requests for the primary metric, is not broken.
 */
export function isBroken({ primary, others }: Pick<ComparedCell, 'primary' | 'others'>): boolean {
  const hasAnswered = [primary, ...others].some(
    ({ metric, head }) => metricNamed(metric)?.provesAnswers && (head.mean ?? 0) > 0,
  );
  return (primary.base.mean ?? 0) > 0 && (primary.head.mean ?? 0) === 0 && !hasAnswered;
}
