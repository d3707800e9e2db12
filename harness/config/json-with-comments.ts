/** JSON as editors keep their settings: with comments, and with commas after the last item. */
import jsonc, { type ParseError } from 'jsonc-parser';
import { UsageError } from './usage-error.ts';

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
