/**
 * pick chooses one of several values by weight: `pick(random, [[3, 'read'], [1, 'write']])` returns `read` three times
 * out of four.
 *
 * @param random returns a number from 0 up to but not including 1, as the context of a virtual user has it
 */
export function pick<Value>(
  random: () => number,
  choices: readonly (readonly [weight: number, value: Value])[],
): Value {
  const total = choices.reduce((sum, [weight]) => sum + weight, 0);
  let left = random() * total;
  for (const [weight, value] of choices) {
    if (left < weight) return value;
    left -= weight;
  }
  throw new Error('pick needs a choice with a weight above 0');
}
