/**
 * Holm's adjusted p-values, in the order given: comparing each with a level keeps the chance of any false alarm among
 * all of them below that level, whatever their dependence (Holm, Scandinavian Journal of Statistics 6, 1979).
 *
 * @param pValues from 0 to 1
 */
export function holm(pValues: readonly number[]): number[] {
  const ascending = pValues.map((_, index) => index).sort((a, b) => (pValues[a] ?? 1) - (pValues[b] ?? 1));
  const adjusted = pValues.map(() => 1);
  let most = 0;
  for (const [rank, index] of ascending.entries()) {
    most = Math.max(most, Math.min(1, (pValues.length - rank) * (pValues[index] ?? 1)));
    adjusted[index] = most;
  }
  return adjusted;
}
