/**
 * upToTwoDigits rounds a count up to two digits, for a number that will be read and typed: 1,234 is 1,300.
 *
 * @param count 0 or more; below 100 it is rounded up to a whole number
 */
export function upToTwoDigits(count: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(count)) - 1);
  return Math.ceil(count / step) * step;
}
