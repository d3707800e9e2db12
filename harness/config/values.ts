/**
 * Parses texts to numbers, lists, names, paths and dates. An invalid text is refused with a message that names its
 * origin.
 */
import { didYouMean } from './nearest.ts';
import { UsageError } from './usage-error.ts';

/** @throws {UsageError} if it was given more than once, or is empty */
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

/**
 * Items of `a,b` and of repeated flags, without duplicates, in the order given.
 * @throws {UsageError} if there are none
 */
export function listOf(given: Given): string[] {
  return [...new Set(itemsOf(given))];
}

/** The same with duplicates, for options where the last one wins. */
export function itemsOf(given: Given): string[] {
  const items = given.texts.flatMap((text) => text.split(',')).map((item) => item.trim());
  if (items.every((item) => item === '')) throw new UsageError(`${given.origin} needs a value`);
  if (items.includes('')) {
    throw new UsageError(`${given.origin} has an empty item in its list: "${given.texts.join(',')}"`);
  }
  return items;
}

/** @throws {UsageError} with the nearest of the names */
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
  /** Whether only whole numbers are valid. */
  readonly whole: boolean;
  /** The unit of a number without one; `ms`, `s`, `m` and `h` may follow a number. */
  readonly unit?: 'ms' | 's';
  /** A word that is accepted instead, for the error message. */
  readonly word?: string;
}

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/**
 * Parses a number in the range, in its unit.
 * @throws {UsageError} at anything else, including NaN and Infinity
 */
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

/** A range of percentages. */
export interface PercentRange {
  readonly min: number;
  readonly max: number;
  readonly isMinExcluded?: boolean;
}

/**
 * Parses `5%` as 0.05, with or without a space before the sign.
 * @throws {UsageError} at anything else: a bare 5 could mean 500%
 */
export function percentIn(text: string, { min, max, isMinExcluded }: PercentRange, origin: string): number {
  const percent = Number(/^(\d+\.?\d*|\.\d+)\s*%$/.exec(text.trim())?.[1] ?? Number.NaN);
  if (percent >= min && percent <= max && !(isMinExcluded && percent === min)) return percent / 100;
  const range = isMinExcluded ? `above ${min}% and up to ${max}%` : `from ${min}% to ${max}%`;
  throw new UsageError(`${origin} takes a percentage ${range}, such as 5%, not "${text.trim()}"`);
}

/** @throws {UsageError} unless the text is true or false */
export function switchOf(given: Given): boolean {
  const text = given.texts.at(-1) ?? '';
  if (['true', '1', 'yes'].includes(text)) return true;
  if (['false', '0', 'no'].includes(text)) return false;
  throw new UsageError(`${given.origin} takes true or false, not "${text}"`);
}

/** A value as the user gave it, not parsed yet. */
export interface Given {
  /** One text per repetition of a flag, or per element of an array in a file. */
  readonly texts: readonly string[];
  /** Names the value in messages: `--workers`, `CLUSTER_BENCH_WORKERS`, `"workers" in app.json`. */
  readonly origin: string;
  /** Folder that relative paths start from: that of the configuration file, or the working directory. */
  readonly folder: string;
}

/** Given values by option name. */
export type GivenFor<Name extends string = string> = Readonly<Partial<Record<Name, Given>>>;

/**
 * Parses a path for the first line of a request.
 * @throws {UsageError} at anything that is invalid there
 */
export function requestPath(given: Given): string {
  const path = oneText(given);
  if (/^https?:/i.test(path)) {
    throw new UsageError(`${given.origin} takes only the path, such as /users, not the URL "${path}"`);
  }
  if (!path.startsWith('/')) {
    throw new UsageError(`${given.origin} must begin with /, such as /users, not "${path}"`);
  }
  if (!/^[\x21-\x7e]+$/.test(path)) {
    throw new UsageError(
      `${given.origin} "${path}" has characters that are invalid in a request; write it as ${encodeURI(path)}`,
    );
  }
  return path;
}

const DAY_MS = 86_400_000;

/**
 * Parses a date or an age. Returns a function that computes the date from the current time.
 * @throws {UsageError} at anything else
 */
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
