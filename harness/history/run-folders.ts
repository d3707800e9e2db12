/** Finds runs below a folder and identifies them, without reading their trials. */
import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { JOURNAL_FILE, RECORD_FILE } from '../records/journal.ts';
import { runId } from './summary.ts';

/** The parts of a header that identify a run. */
interface RunHead {
  readonly id: string;
  /** Whether it is one of the two versions that `ab` compared, which is not a night. */
  readonly isPaired: boolean;
}

export interface FoundFolder {
  readonly folder: string;
  /** null: the file does not have the form in which we write it, so that the record must be read. */
  readonly head: RunHead | 'not begun' | null;
}

/**
 * Folders that hold a run, in order of their names. Does not search within a run, behind links, in hidden folders
 * or in `node_modules`. Synchronous, as all functions here: a thousand folders take a tenth of the time.
 *
 * @param passOver called for folders below that cannot be read
 * @throws Error of the file system if the folder itself cannot be read
 */
export function* runFolders(
  folder: string,
  passOver: (path: string, error: Error) => void,
): Generator<FoundFolder> {
  const head = runHead(folder);
  if (head !== 'no run') {
    yield { folder, head };
    return;
  }
  const below = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
    .map(({ name }) => join(folder, name))
    .sort();
  for (const path of below) {
    try {
      yield* runFolders(path, passOver);
    } catch (error) {
      passOver(path, error as Error);
    }
  }
}

/** Reads the header from `run.json`, where it comes before the trials, or from the first line of the journal. */
function runHead(folder: string): FoundFolder['head'] | 'no run' {
  const record = textUntil(join(folder, RECORD_FILE), '\n "trials": [');
  if (record !== null) return headOf(`${record.replace(/,$/, '')}}`);
  const journal = textUntil(join(folder, JOURNAL_FILE), '\n');
  if (journal === null) return 'no run';
  // A new run claims its folder with an empty journal.
  return journal === '' ? 'not begun' : headOf(journal);
}

function headOf(text: string): RunHead | null {
  try {
    const { startedAt, git, pairing } = JSON.parse(text);
    if (typeof startedAt !== 'string') return null;
    const commit = typeof git?.commit === 'string' ? git.commit : null;
    return { id: runId(startedAt, commit), isPaired: Boolean(pairing) };
  } catch {
    return null;
  }
}

/** More than the size of a header, except in runs of very many variants. */
const CHUNK_BYTES = 16_384;

/**
 * The file's text up to the mark, or all of it without the mark; null if the file does not exist.
 */
function textUntil(path: string, mark: string): string | null {
  const file = opened(path);
  if (file === null) return null;
  try {
    let bytes = Buffer.alloc(0);
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const length = readSync(file, chunk);
      const from = Math.max(0, bytes.length - mark.length);
      bytes = Buffer.concat([bytes, chunk.subarray(0, length)]);
      const end = bytes.indexOf(mark, from);
      if (end >= 0 || length === 0) return bytes.toString('utf8', 0, end >= 0 ? end : bytes.length);
    }
  } finally {
    closeSync(file);
  }
}

function opened(path: string): number | null {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
