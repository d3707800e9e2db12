/** Texts -> numbers, lists, names, paths and dates. What is none is refused in a sentence that names its origin. */
import { didYouMean } from './nearest.ts';
import { UsageError } from './usage-error.ts';

/** @throws {UsageError} when it was given more than once, or empty. */
export function oneText(given: Given): string {
  const [text, ...more] = given.texts;
  if (more.length > 0) {
    throw new UsageError(
      `${given.origin} takes one value, not ${given.texts.length}: ${given.texts.join(', ')}`,
    );
  }
  if (!text?.trim()) throw new UsageError(`${given.origin} needs a value`);
  return text;
}

/** `a,b` and repetitions alike; each item once, in the order given. @throws {UsageError} when there is none. */
export function listOf(given: Given): string[] {
  return [...new Set(itemsOf(given))];
}

/** The same, with items that come again: where the last one holds. */
export function itemsOf(given: Given): string[] {
  const items = given.texts.flatMap((text) => text.split(',')).map((item) => item.trim());
  if (items.every((item) => item === '')) throw new UsageError(`${given.origin} needs a value`);
  if (items.includes('')) {
    throw new UsageError(`${given.origin} has an empty place in its list: "${given.texts.join(',')}"`);
  }
  return items;
}

/** @throws {UsageError} with the nearest of the names. */
export function oneOf<Name extends string>(text: string, names: readonly Name[], origin: string): Name {
  const found = names.find((name) => name === text) ?? names.find((name) => name === text.toLowerCase());
  if (found === undefined) {
    throw new UsageError(`${origin} takes ${names.join(', ')}, not "${text}"${didYouMean(text, names)}`);
  }
  return found;
}

export interface NumberRange {
  readonly min: number;
  readonly max: number;
  /** Whole numbers alone. */
  readonly whole: boolean;
  /** A number without a unit is in this one; `ms`, `s`, `m` and `h` may be written behind a number. */
  readonly unit?: 'ms' | 's';
  /** A word that is taken instead, for whoever is refused to know. */
  readonly word?: string;
}

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** A number in the range, in its unit. @throws {UsageError} at anything else, NaN and Infinity included. */
export function numberIn(text: string, range: NumberRange, origin: string): number {
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e\d+)?)\s*(ms|s|m|h)?$/i.exec(text.trim());
  const suffix = match?.[2]?.toLowerCase();
  const scale = suffix && range.unit ? (UNIT_MS[suffix] ?? 1) / (UNIT_MS[range.unit] ?? 1) : 1;
  const value = Number(match?.[1]) * scale;
  const isRefused =
    !Number.isFinite(value) ||
    (suffix && !range.unit) ||
    (range.whole && !Number.isInteger(value)) ||
    value < range.min ||
    value > range.max;
  if (isRefused) throw new UsageError(`${origin} takes ${describe(range)}, not "${text}"`);
  return value;
}

function describe({ min, max, whole, unit, word }: NumberRange): string {
  const kind = whole ? 'a whole number' : 'a number';
  const of = unit === undefined ? '' : unit === 'ms' ? ' of milliseconds' : ' of seconds';
  return `${kind}${of} from ${min.toLocaleString('en-US')} to ${max.toLocaleString('en-US')}${word ? `, or ${word}` : ''}`;
}

/** A range in percent. */
export interface PercentRange {
  readonly min: number;
  readonly max: number;
  readonly isMinExcluded?: boolean;
}

/** `5%` or `5 %` as 0.05. @throws {UsageError} at anything else: a bare 5 could be 500% */
export function percentIn(text: string, { min, max, isMinExcluded }: PercentRange, origin: string): number {
  const percent = Number(/^(\d+\.?\d*|\.\d+)\s*%$/.exec(text.trim())?.[1] ?? Number.NaN);
  if (percent >= min && percent <= max && !(isMinExcluded && percent === min)) return percent / 100;
  const range = isMinExcluded ? `above ${min}% and up to ${max}%` : `from ${min}% to ${max}%`;
  throw new UsageError(`${origin} takes a percentage ${range}, such as 5%, not "${text.trim()}"`);
}

/** @throws {UsageError} unless true or false. */
export function switchOf(given: Given): boolean {
  const text = given.texts.at(-1) ?? '';
  if (['true', '1', 'yes'].includes(text)) return true;
  if (['false', '0', 'no'].includes(text)) return false;
  throw new UsageError(`${given.origin} takes true or false, not "${text}"`);
}

/** A value as the user gave it, not yet understood. */
export interface Given {
  /** One text a repetition, or a text an element of an array in a file. */
  readonly texts: readonly string[];
  /** Names the value in a sentence: `--workers`, `CLUSTER_BENCH_WORKERS`, `"workers" in app.json`. */
  readonly origin: string;
  /** Where relative paths begin: the folder of the configuration file, or the working directory. */
  readonly folder: string;
}

/** What was given for some of these names. */
export type GivenFor<Name extends string = string> = Readonly<Partial<Record<Name, Given>>>;

/** A path as it stands in a request's first line. @throws {UsageError} at anything that cannot stand there. */
export function requestPath(given: Given): string {
  const path = oneText(given);
  if (/^https?:/i.test(path)) {
    throw new UsageError(`${given.origin} takes a path alone, such as /users, not the URL "${path}"`);
  }
  if (!path.startsWith('/')) {
    throw new UsageError(`${given.origin} takes a path from / on, such as /users, not "${path}"`);
  }
  if (!/^[\x21-\x7e]+$/.test(path)) {
    throw new UsageError(
      `${given.origin} "${path}" has characters that a request cannot; write it as ${encodeURI(path)}`,
    );
  }
  return path;
}

const DAY_MS = 86_400_000;

/** @returns the time, once it is known what time it is @throws {UsageError} at anything else */
export function sinceOf(given: Given): (now: Date) => Date {
  const text = oneText(given);
  const [, amount, unit] = /^(\d{1,5})\s*(d|w)$/.exec(text.trim()) ?? [];
  if (amount !== undefined) {
    return (now) => new Date(now.getTime() - Number(amount) * (unit === 'w' ? 7 : 1) * DAY_MS);
  }
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text.trim()) ? new Date(`${text.trim()}T00:00:00Z`) : null;
  if (date === null || Number.isNaN(date.getTime())) {
    throw new UsageError(`--since takes days, weeks or a date: 90d, 12w, 2026-01-31; not "${text}"`);
  }
  return () => date;
}
