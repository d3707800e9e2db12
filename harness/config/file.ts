/** The configuration file, JSON with comments or a module: values and where they came from. */
import { readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import jsonc, { type ParseError } from 'jsonc-parser';
import { importConfig, isModule } from './config-module.ts';
import { CONFIG_FILES } from './folder-names.ts';
import { givenIn } from './given-in.ts';
import { runOptionNames } from './options/run.ts';
import { UsageError } from './usage-error.ts';
import type { UserConfig } from './user-values.ts';
import type { Given } from './values.ts';

/** A file cannot name another one. */
export const fileKeys = runOptionNames.filter((name) => name !== 'config');

/**
 * Reads the named file, or the one in the working directory that has a default name.
 * @throws {UsageError} if a named file is missing, two have a default name, or one is malformed or has an unknown key
 */
export async function readConfigFile(named: Given | undefined, cwd: string): Promise<UserConfig> {
  const found = named?.texts.at(-1) ?? (await defaultFile(cwd));
  if (found === undefined) return {};
  const path = resolve(cwd, found);
  const name = relative(cwd, path) || path;
  // Read here, too, so that a module that is missing has the same message.
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const reason = error.code === 'ENOENT' ? 'the file does not exist' : error.message;
    throw new UsageError(`${named?.origin ?? found}: cannot read ${path}: ${reason}`, { cause: error });
  });
  const content = isModule(path) ? await importConfig(path, name) : parseJson(text, name);
  return givenIn(content, { name, names: fileKeys, folder: dirname(path) });
}

/** @throws {UsageError} if there are two: which one counts should not depend on an order that nobody knows */
async function defaultFile(cwd: string): Promise<string | undefined> {
  const found: string[] = [];
  for (const name of CONFIG_FILES) {
    if (await stat(join(cwd, name)).catch(() => null)) found.push(name);
  }
  const [first, second] = found;
  if (second === undefined) return first;
  throw new UsageError(
    `${first} and ${second} are both here; remove one, or name the one to use with --config ${first}`,
  );
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
