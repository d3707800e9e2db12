/** `cluster-bench.config.json`, with comments allowed: values and where they came from. */
import { readFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import jsonc, { type ParseError } from 'jsonc-parser';
import { CONFIG_FILE } from './folder-names.ts';
import { didYouMean } from './nearest.ts';
import { isRunOptionName, runOptionNames } from './options/run.ts';
import { UsageError } from './usage-error.ts';
import type { UserConfig } from './user-values.ts';
import type { Given } from './values.ts';

/** A file cannot name another one; `$schema` is for editors. */
const keys = runOptionNames.filter((name) => name !== 'config');

/**
 * Reads the named file, or the default one in the working directory if it exists.
 * @throws {UsageError} if a named file is missing, or a file is malformed or contains an unknown key
 */
export async function readConfigFile(named: Given | undefined, cwd: string): Promise<UserConfig> {
  const path = resolve(cwd, named?.texts.at(-1) ?? CONFIG_FILE);
  const name = relative(cwd, path) || path;
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' && !named) return null;
    const reason = error.code === 'ENOENT' ? 'the file does not exist' : error.message;
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
    throw new UsageError(`${name} must contain one object, such as { "workers": [1, 8] }`);
  }
  return content;
}

/** Finds the option of a key. `load-processes` and `loadProcesses` are the same. */
function optionOf(key: string, name: string) {
  const dashed = key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  if (isRunOptionName(dashed) && dashed !== 'config') return dashed;
  throw new UsageError(`unknown key "${key}" in ${name}${didYouMean(dashed, keys)}`);
}

function texts(value: unknown, key: string, name: string): string[] {
  const list = Array.isArray(value) ? value : [value];
  if (list.every((item) => ['string', 'number', 'boolean'].includes(typeof item))) return list.map(String);
  throw new UsageError(`"${key}" in ${name} must be a string, a number or a list of them`);
}

/** Explanations of the parser's error codes. */
const PROBLEMS: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this is not a JSON value; a string needs double quotes',
  InvalidNumberFormat: 'this is not a JSON number',
  PropertyNameExpected: 'expected a key in double quotes',
  ValueExpected: 'expected a value',
  ColonExpected: 'expected a colon',
  CommaExpected: 'expected a comma',
  CloseBraceExpected: 'expected a closing brace }',
  CloseBracketExpected: 'expected a closing bracket ]',
  EndOfFileExpected: 'expected nothing after the first value',
  InvalidCommentToken: 'this is not a comment; comments begin with // or /*',
  UnexpectedEndOfComment: 'unterminated comment',
  UnexpectedEndOfString: 'unterminated string',
  UnexpectedEndOfNumber: 'unterminated number',
  InvalidUnicode: '\\u needs four hexadecimal digits',
  InvalidEscapeCharacter: 'unknown escape; write \\\\ for a backslash',
  InvalidCharacter: 'a control character must be escaped, such as \\n',
};

/**
 * @param name of the file, for error messages
 * @throws {UsageError} with the place and the kind of the first error
 */
export function parseJson(text: string, name: string): unknown {
  // Some editors save a byte order mark, which is not part of the JSON.
  const json = text.replace(/^\uFEFF/, '');
  if (json.trim() === '') throw new UsageError(`${name} is empty; it must contain one object, such as {}`);
  const errors: ParseError[] = [];
  const content: unknown = jsonc.parse(json, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error === undefined) return content;
  const problem = PROBLEMS[jsonc.printParseErrorCode(error.error)] ?? 'invalid JSON';
  throw new UsageError(`${name} is not valid JSON: line ${placeOf(json, error.offset)}: ${problem}`);
}

function placeOf(text: string, offset: number): string {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return `${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
}
