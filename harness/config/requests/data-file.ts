/** `--data-file`: a CSV file whose rows fill `{{column}}` templates. */
import { basename } from 'node:path';
import type { UserRows } from '../../../scenarios/user.ts';
import { UsageError } from '../usage-error.ts';
import { type Given, oneText } from '../values.ts';
import { readUserFile } from './user-file.ts';

/** readRows returns the rows of the file. @throws {UsageError} that names the line of the first fault */
export async function readRows(given: Given, order: UserRows['order']): Promise<UserRows> {
  const path = oneText(given);
  const name = basename(path);
  const content = await readUserFile(path, given);
  const [header = [], ...rows] = await parseCsv(content, `${given.origin} ${name}`);
  const columns = header.map((column) => column.trim());
  const refuse = (fault: string): never => {
    throw new UsageError(`${given.origin} ${name} ${fault}`);
  };
  if (columns.length === 0) refuse('is empty; its first line names the columns, such as user,password');
  const odd = columns.find((column) => column === '' || /[{}]/.test(column));
  if (odd !== undefined)
    refuse(`has a column named "${odd}" in its first line; give it a name without braces`);
  const twice = columns.find((column, index) => columns.indexOf(column) !== index);
  if (twice !== undefined) refuse(`has two columns named "${twice}"; rename one of them`);
  if (rows.length === 0) refuse('has no row below its first line, which names the columns');
  return { name, columns, rows, order };
}

async function parseCsv(content: Buffer, origin: string): Promise<string[][]> {
  // Imported late: most runs have no data file.
  const { CsvError, parse } = await import('csv-parse/sync');
  try {
    const records: string[][] = parse(content, { bom: true, skip_empty_lines: true, trim: false });
    return records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new UsageError(`${origin} is not valid CSV: ${error.message}`, { cause: error });
  }
}
