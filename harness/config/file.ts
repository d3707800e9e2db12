/** `cluster-bench.config.json`, comments allowed -> values with their origin. */
import { readFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import jsonc, { type ParseError } from 'jsonc-parser';
import { CONFIG_FILE } from './folder-names.ts';
import { didYouMean } from './nearest.ts';
import { isRunOptionName, runOptionNames } from './options/run.ts';
import { UsageError } from './usage-error.ts';
import type { UserConfig } from './user-values.ts';
import type { Given } from './values.ts';

/** A file cannot name another; `$schema` is for editors. */
const keys = runOptionNames.filter((name) => name !== 'config');

/**
 * Reads the file that was named, or the one in the working directory if there is one.
 * @throws {UsageError} when a named file is missing, or one is damaged or holds an unknown key.
 */
export async function readConfigFile(named: Given | undefined, cwd: string): Promise<UserConfig> {
  const path = resolve(cwd, named?.texts.at(-1) ?? CONFIG_FILE);
  const name = relative(cwd, path) || path;
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' && !named) return null;
    const reason = error.code === 'ENOENT' ? 'there is no such file' : error.message;
    throw new UsageError(`${named?.origin ?? CONFIG_FILE}: cannot read ${path}: ${reason}`, { cause: error });
  });
  if (text === null) return {};
  return Object.fromEntries(
    Object.entries(parseObject(text, name)).flatMap(([key, value]) => {
      if (key === '$schema') return [];
      const option = optionOf(key, name);
      return [
        [option, { texts: texts(value, key, name), origin: `"${key}" in ${name}`, folder: dirname(path) }],
      ];
    }),
  );
}

function parseObject(text: string, name: string): object {
  const content = parseJson(text, name);
  if (content === null || typeof content !== 'object' || Array.isArray(content)) {
    throw new UsageError(`${name} must hold one object, such as { "workers": [1, 8] }`);
  }
  return content;
}

/** `load-processes` and `loadProcesses` are the same key. */
function optionOf(key: string, name: string) {
  const dashed = key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  if (isRunOptionName(dashed) && dashed !== 'config') return dashed;
  throw new UsageError(`unknown key "${key}" in ${name}${didYouMean(dashed, keys)}`);
}

function texts(value: unknown, key: string, name: string): string[] {
  const list = Array.isArray(value) ? value : [value];
  if (list.every((item) => ['string', 'number', 'boolean'].includes(typeof item))) return list.map(String);
  throw new UsageError(`"${key}" in ${name} must be a text, a number or a list of them`);
}

/** By the names that the library gives its errors. */
const PROBLEMS: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this is no JSON value; a text needs double quotes',
  InvalidNumberFormat: 'this number is not written as JSON has it',
  PropertyNameExpected: 'a key in double quotes is expected',
  ValueExpected: 'a value is expected',
  ColonExpected: 'a colon is expected',
  CommaExpected: 'a comma is expected',
  CloseBraceExpected: 'a closing brace } is expected',
  CloseBracketExpected: 'a closing bracket ] is expected',
  EndOfFileExpected: 'nothing may follow the first value',
  InvalidCommentToken: 'this is no comment; they begin with // or /*',
  UnexpectedEndOfComment: 'a comment has no end',
  UnexpectedEndOfString: 'a text has no closing quote',
  UnexpectedEndOfNumber: 'a number has no end',
  InvalidUnicode: '\\u needs four hexadecimal digits',
  InvalidEscapeCharacter: 'no such escape; write \\\\ for a backslash',
  InvalidCharacter: 'a control character must be escaped, such as \\n',
};

/**
 * @param name of the file, for the sentence
 * @throws {UsageError} with the place and the kind of the first error
 */
export function parseJson(text: string, name: string): unknown {
  // A byte order mark is no part of the JSON, but editors leave one.
  const json = text.replace(/^\uFEFF/, '');
  if (json.trim() === '') throw new UsageError(`${name} is empty; it must hold one object, such as {}`);
  const errors: ParseError[] = [];
  const content: unknown = jsonc.parse(json, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error === undefined) return content;
  const problem = PROBLEMS[jsonc.printParseErrorCode(error.error)] ?? 'it cannot be read here';
  throw new UsageError(`${name} is not valid JSON: line ${placeOf(json, error.offset)}: ${problem}`);
}

function placeOf(text: string, offset: number): string {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return `${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
}
