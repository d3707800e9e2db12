/** Kinds of values: how each is parsed, and its JSON Schema. */
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
   * `list`: `a,b`, repeatable; `texts`: repeatable, and commas are part of the value; `value`: once; `switch`: no
   * value.
   */
  readonly takes: 'list' | 'texts' | 'value' | 'switch';
  /** The value of an option that is not given and has no default. */
  readonly absent: Absent;
  /** Known names. A function, because loading the lists costs more time than help needs. */
  readonly names?: () => Promise<KnownNames>;
  /** @throws {UsageError} at an invalid value */
  read(given: Given, names: readonly string[]): Value;
  /** The schema of a value in a configuration file. */
  schema(names: readonly string[]): JsonSchema;
}

const TEXT = { type: 'string' } as const;

/** A value with its own parser. */
export function parsed<Value>(read: (given: Given) => Value, schema: JsonSchema = TEXT): Kind<Value> {
  return { takes: 'value', absent: null, read, schema: () => schema };
}

/** A list with its own parser. */
export function parsedList<Value>(read: (given: Given) => Value): Kind<Value> {
  return { takes: 'list', absent: null, read, schema: () => textOrList(TEXT) };
}

/** Texts with commas kept, each parsed by itself. */
export function eachParsed<Value>(read: (text: string, given: Given) => Value): Kind<readonly Value[]> {
  return { ...parsedList((given) => given.texts.map((one) => read(one, given))), takes: 'texts' };
}

export const text: Kind<string> = parsed(oneText);

export const trimmedText: Kind<string> = parsed((given) => oneText(given).trim());

/** Texts separated by commas. */
export const texts: Kind<readonly string[]> = parsedList(listOf);

/** Texts with commas kept. */
export const wholeTexts: Kind<readonly string[]> = eachParsed((one) => one);

/** Texts separated by commas, some of which are known names. */
export function textsAmong(names: () => Promise<KnownNames>): Kind<readonly string[]> {
  return { ...texts, names };
}

/** Entries that each begin with a known name, such as `name=value`; repeatable. */
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
        throw new UsageError(`${given.origin} has no values in this version; leave it out`);
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

/** A number, or the given word. */
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

/** Some of the known names, in the order of their list. */
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

/** Some of the known names, in the order of their list, and then paths of files: what has a slash or a dot. */
export function someAmongOrFiles(names: () => Promise<KnownNames>): Kind<readonly string[]> {
  return {
    takes: 'list',
    absent: null,
    names,
    read: (given, known) => {
      const items = listOf(given);
      const isPath = (item: string) => !known.includes(item) && /[/.]/.test(item);
      const asked = items.filter((item) => !isPath(item)).map((item) => oneOf(item, known, given.origin));
      return [...known.filter((name) => asked.includes(name)), ...items.filter(isPath)];
    },
    schema: () => textOrList(TEXT),
  };
}

/** A pattern for some of the names, separated by commas. */
function joined(names: readonly string[]): JsonSchema {
  const one = `\\s*(${names.join('|')})\\s*`;
  return { type: 'string', pattern: `^${one}(,${one})*$` };
}

/** A number may also be a string, which may have a unit. */
function numberSchema({ min, max, whole }: NumberRange): JsonSchema {
  return { type: [whole ? 'integer' : 'number', 'string'], minimum: min, maximum: max };
}

function textOrList(item: JsonSchema): JsonSchema {
  return { anyOf: [item, { type: 'array', items: item }] };
}
