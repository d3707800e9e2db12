/** Chances of a request to meet the worker that an earlier one met. */
import { sum } from './summary.ts';

/**
 * missShare is the probability that two independent requests meet different workers: 1 - sum of p_i^2, where p_i is the
 * share of worker i in all requests. It is 1 - 1/n only if the workers share them evenly.
 *
 * @param requests of each worker
 * @returns null if there was no request
 */
export function missShare(requests: readonly number[]): number | null {
  const all = sum(requests);
  return all === 0 ? null : 1 - sum(requests.map((own) => (own / all) ** 2));
}
