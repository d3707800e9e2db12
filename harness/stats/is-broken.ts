import type { ComparedCell } from '../records/comparison.ts';
import { metricNamed } from './metrics/index.ts';

/**
 * isBroken says whether the head gave no figure but the base did; no test can say how much slower that is. A head
 * that responded, but too rarely for the primary metric, is not broken.
 */
export function isBroken({ primary, others }: Pick<ComparedCell, 'primary' | 'others'>): boolean {
  const hasAnswered = [primary, ...others].some(
    ({ metric, head }) => metricNamed(metric)?.provesAnswers && (head.mean ?? 0) > 0,
  );
  return (primary.base.mean ?? 0) > 0 && (primary.head.mean ?? 0) === 0 && !hasAnswered;
}
