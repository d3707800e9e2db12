/** The files of a scenario, for apps whose framework does not serve files. */
import { createReadStream, type ReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';

/** Folder of the files; empty if the scenario has none. */
export const staticFolder = process.env.STATIC_FOLDER ?? '';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

interface Opened {
  readonly headers: { readonly 'content-type': string; readonly 'content-length': number };
  readonly content: ReadStream;
}

/** openFile opens a file of the folder by the last part of its path, or returns null if there is none. */
export async function openFile(path: string): Promise<Opened | null> {
  if (staticFolder === '') return null;
  const file = join(staticFolder, basename(path));
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) return null;
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  return {
    headers: { 'content-type': type, 'content-length': found.size },
    content: createReadStream(file),
  };
}
