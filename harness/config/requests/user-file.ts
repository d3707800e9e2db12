/** Reads a file that an option names. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UsageError } from '../usage-error.ts';
import type { Given } from '../values.ts';

/** Larger files would be sent to each load process and kept in its memory. */
const MOST_BYTES = 64 * 1_024 * 1_024;

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'the file does not exist',
  EACCES: 'permission denied',
  EISDIR: 'it is a directory',
};

/** @param path relative to the folder of the option @throws {UsageError} with the path and the reason */
export async function readUserFile(path: string, { origin, folder }: Given): Promise<Buffer> {
  if (path === '' || path === '-') {
    throw new UsageError(`${origin} needs the name of a file; standard input is not read`);
  }
  const place = resolve(folder, path);
  const content = await readFile(place).catch((error: NodeJS.ErrnoException) => {
    const reason = REASONS[error.code ?? ''] ?? error.message;
    throw new UsageError(`${origin}: cannot read ${place}: ${reason}`, { cause: error });
  });
  if (content.length > MOST_BYTES) {
    throw new UsageError(`${origin}: ${place} is larger than 64 MiB; name a smaller file`);
  }
  return content;
}
