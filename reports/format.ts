/** Numbers as a reader wants them: thousands separated, no more digits than they carry. Units stand elsewhere. */

/** What stands where nothing is known. */
export const UNKNOWN = '–';

const grouped = (digits: number) =>
  new Intl.NumberFormat('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const formats = [grouped(0), grouped(1), grouped(2), grouped(3)];

/** With a fixed number of decimals, 0 to 3: `fixed(1234.56, 1)` is `1,234.6`. */
export function fixed(value: number, decimals: 0 | 1 | 2 | 3): string {
  const text = formats[decimals]?.format(value) ?? String(value);
  return /^-[0.,]*$/.test(text) ? text.slice(1) : text;
}

/** At least three significant digits: 12,345, 123, 51.3, 5.55, 0.64. For throughputs and milliseconds. */
export function figure(value: number): string {
  return likeFigure(value, value);
}

/** Decimals that fit a value, for a spread that stands beside it. */
export function likeFigure(value: number, model: number): string {
  const size = Math.abs(model);
  if (value === 0 && size === 0) return '0';
  return fixed(value, size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2);
}

/** `1.35`, `12.4`, `< 0.01`; a multiplication sign belongs behind it. */
export function ratio(value: number): string {
  if (value > 0 && value < 0.005) return '< 0.01';
  return fixed(value, value >= 9.995 ? 1 : 2);
}

/** Ratio as percent: `0.123` is `12.3%`, `-0.04` is `−4.0%`. */
export function percent(value: number, decimals: 0 | 1 | 2 = 1): string {
  return `${fixed(value * 100, decimals).replace('-', '−')}%`;
}

/** The same with its sign always: `+12.3%`. */
export function signedPercent(value: number): string {
  const text = percent(value);
  return value > 0 && text !== '0.0%' ? `+${text}` : text;
}

/** Whole megabytes of 1,000,000 bytes. */
export function megabytes(bytes: number): string {
  return fixed(bytes / 1e6, 0);
}

/** `1 trial`, `3 trials`, `2,000 connections`. */
export function counted(count: number, noun: string): string {
  return `${fixed(count, 0)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

/** `3.1%`, or `3.1% to 9.8%` where the two ends differ as printed. */
export function between(values: readonly number[], format: (value: number) => string): string {
  const low = format(Math.min(...values));
  const high = format(Math.max(...values));
  return low === high ? low : `${low} to ${high}`;
}

/** As a sentence begins. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
