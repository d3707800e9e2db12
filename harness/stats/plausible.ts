/**
 * No figure of a trial is larger, or smaller but 0, whatever its unit: 10^15 bytes are a petabyte. Others are damage,
 * and ratios and squares of them would soon be no numbers.
 */
const LARGEST = 1e15;
const SMALLEST = 1e-9;

/** Whether a figure is one that something could have measured; 0 is. */
export function isPlausible(figure: number): boolean {
  return figure === 0 || (figure >= SMALLEST && figure <= LARGEST);
}
