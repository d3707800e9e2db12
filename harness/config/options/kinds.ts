/** Kinds of values: how each is read, and how a JSON Schema describes it. */
import { UsageError } from '../usage-error.ts';
import {
  type Given,
  listOf,
  type NumberRange,
  numberIn,
  oneOf,
  oneText,
  type PercentRange,
  percentIn,
  switchOf,
} from '../values.ts';
import type { KnownNames } from './known-names.ts';

type JsonSchema = Readonly<Record<string, unknown>>;

export interface Kind<Value, Absent = null> {
  /**
   * `list`: `a,b`, and may be repeated; `texts`: may be repeated, and commas belong to each; `value`: once; `switch`: no
   * value.
   */
  readonly takes: 'list' | 'texts' | 'value' | 'switch';
  /** The value of an option that is not given and has no default. */
  readonly absent: Absent;
  /** Known names. A function, because the lists that hold them load more than help needs. */
  readonly names?: () => Promise<KnownNames>;
  /** @throws {UsageError} at a value that makes no sense */
  read(given: Given, names: readonly string[]): Value;
  /** Values in a configuration file. */
  schema(names: readonly string[]): JsonSchema;
}

const TEXT = { type: 'string' } as const;

/** A value that a function of its own reads. */
export function parsed<Value>(read: (given: Given) => Value, schema: JsonSchema = TEXT): Kind<Value> {
  return { takes: 'value', absent: null, read, schema: () => schema };
}

/** A list that a function of its own reads. */
export function parsedList<Value>(read: (given: Given) => Value): Kind<Value> {
  return { takes: 'list', absent: null, read, schema: () => textOrList(TEXT) };
}

/** Texts as they were given, each read by itself. */
export function eachParsed<Value>(read: (text: string) => Value): Kind<readonly Value[]> {
  return { ...parsedList(({ texts }) => texts.map(read)), takes: 'texts' };
}

export const text: Kind<string> = parsed(oneText);

export const trimmedText: Kind<string> = parsed((given) => oneText(given).trim());

/** Texts with commas between them. */
export const texts: Kind<readonly string[]> = parsedList(listOf);

/** Texts as they were given. */
export const wholeTexts: Kind<readonly string[]> = eachParsed((one) => one);

/** Texts with commas between them, some of which are known names. */
export function textsAmong(names: () => Promise<KnownNames>): Kind<readonly string[]> {
  return { ...texts, names };
}

/** Entries that each begin with a known name, such as `name=value`; the option may be given again. */
export function entriesAmong<Value>(
  names: () => Promise<KnownNames>,
  read: (text: string, known: readonly string[], given: Given) => Value,
): Kind<readonly Value[], readonly []> {
  return {
    takes: 'texts',
    absent: [],
    names,
    read: (given, known) => {
      if (known.length === 0) {
        throw new UsageError(`${given.origin} has nothing to name in this version; leave it out`);
      }
      return given.texts.map((text) => read(text, known, given));
    },
    schema: () => textOrList(TEXT),
  };
}

export const flag: Kind<boolean, false> = {
  takes: 'switch',
  absent: false,
  read: switchOf,
  schema: () => ({ type: 'boolean' }),
};

export function number(range: NumberRange): Kind<number> {
  return parsed((given) => numberIn(oneText(given), range, given.origin), numberSchema(range));
}

/** A number, or a word in its place. */
export function numberOr<Word extends string>(range: NumberRange, word: Word): Kind<number | Word> {
  return parsed(
    (given) => {
      const typed = oneText(given);
      return typed === word ? word : numberIn(typed, { ...range, word }, given.origin);
    },
    { anyOf: [numberSchema(range), { const: word }] },
  );
}

export function numbers(range: NumberRange): Kind<readonly number[]> {
  return {
    ...parsedList((given) => listOf(given).map((item) => numberIn(item, range, given.origin))),
    schema: () => textOrList(numberSchema(range)),
  };
}

/** A percentage, as a ratio. */
export function percentage(range: PercentRange): Kind<number> {
  return parsed((given) => percentIn(oneText(given), range, given.origin), {
    type: 'string',
    pattern: '^\\s*[\\d.]+\\s*%\\s*$',
  });
}

/** One of the known names. */
export function oneAmong<Name extends string>(names: () => Promise<KnownNames<Name>>): Kind<Name> {
  return {
    takes: 'value',
    absent: null,
    names,
    read: (given, known) => oneOf(oneText(given), known as readonly Name[], given.origin),
    schema: (known) => ({ enum: known }),
  };
}

/** Some of the known names, in their own order. */
export function someAmong<Name extends string>(
  names: () => Promise<KnownNames<Name>>,
): Kind<readonly Name[]> {
  return {
    takes: 'list',
    absent: null,
    names,
    read: (given, known) => {
      const asked = listOf(given).map((item) => oneOf(item, known, given.origin));
      return (known as readonly Name[]).filter((name) => asked.includes(name));
    },
    schema: (known) => ({
      anyOf: [{ enum: known }, { type: 'array', items: { enum: known } }, joined(known)],
    }),
  };
}

/** Some of the names, with commas between them. */
function joined(names: readonly string[]): JsonSchema {
  const one = `\\s*(${names.join('|')})\\s*`;
  return { type: 'string', pattern: `^${one}(,${one})*$` };
}

/** Numbers may be texts, which hold a unit. */
function numberSchema({ min, max, whole }: NumberRange): JsonSchema {
  return { type: [whole ? 'integer' : 'number', 'string'], minimum: min, maximum: max };
}

function textOrList(item: JsonSchema): JsonSchema {
  return { anyOf: [item, { type: 'array', items: item }] };
}
