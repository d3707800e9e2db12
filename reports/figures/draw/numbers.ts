/** Numbers as axes and readers have them. */
import { figure, fixed } from '../../format.ts';
import type { Axis } from '../figure.ts';

/** Nines of a percentile: 0 for 0, 1 for 90, 2 for 99. */
export function ninesOf(percent: number): number {
  return percent >= 100 ? Number.POSITIVE_INFINITY : -Math.log10(1 - percent / 100);
}

/** A tick's number: `12,000`, `+5%`. */
export function axisNumber({ per = 1, suffix = '', isSigned = false }: Axis, value: number): string {
  const shown = Number((value / per).toPrecision(12));
  return `${signOf(shown, isSigned)}${tickNumber(Math.abs(shown))}${shown === 0 && isSigned ? '' : suffix}`;
}

/** A value as a reader reads it off, with its unit: `9,686 req/s`, `+8.4%`. */
export function readNumber({ per = 1, suffix = '', unit, isSigned = false }: Axis, value: number): string {
  const shown = value / per;
  const behind = suffix === '' && unit !== '' ? ` ${unit}` : suffix;
  return `${signOf(shown, isSigned)}${figure(Math.abs(shown))}${behind}`;
}

/** Both ends of an interval, with the unit once. */
export function readInterval(axis: Axis, [low, high]: readonly [low: number, high: number]): string {
  return `${readNumber({ ...axis, unit: '' }, low)} to ${readNumber(axis, high)}`;
}

function signOf(value: number, isSigned: boolean): string {
  return value < 0 ? '−' : isSigned && value > 0 ? '+' : '';
}

function tickNumber(size: number): string {
  if (size >= 1e6 || (size > 0 && size < 1e-3)) {
    return size >= 1e9 || size < 1e-3 ? size.toExponential(0).replace('e+', 'e') : fixed(size, 0);
  }
  const digits = ([0, 1, 2, 3] as const).find((count) => Math.abs(size - Number(size.toFixed(count))) < 1e-9);
  return fixed(size, digits ?? 3);
}
