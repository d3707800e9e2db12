/** The store: one folder per night below `runs/`, with its run and its results. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NIGHT_SCHEMA, type Night, nightSchema } from '../records/night.ts';

const NIGHT_FILE = 'night.json';

export interface StoredNight {
  /** Absolute path. */
  readonly folder: string;
  readonly night: Night;
}

export interface StoredNights {
  /** The most recent first. */
  readonly nights: readonly StoredNight[];
  /** Names of all folders, including those without a readable night; the most recent first. */
  readonly folders: readonly string[];
  /** A sentence for each unreadable night; it is ignored otherwise. */
  readonly damaged: readonly string[];
}

export function runsFolder(store: string): string {
  return join(store, 'runs');
}

/** Reads all nights. A killed night has no file, and is ignored silently. */
export async function readNights(store: string): Promise<StoredNights> {
  const runs = runsFolder(store);
  const entries = await readdir(runs, { withFileTypes: true }).catch(() => []);
  // Names begin with the time.
  const folders = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort()
    .reverse();
  const nights: StoredNight[] = [];
  const damaged: string[] = [];
  for (const name of folders) {
    const read = await readNight(join(runs, name));
    if (typeof read === 'string')
      damaged.push(`the night ${name} cannot be read, and counts as none: ${read}`);
    else if (read) nights.push({ folder: join(runs, name), night: read });
  }
  return { nights, folders, damaged };
}

/** null if there is none; a text says why it cannot be read. */
async function readNight(folder: string): Promise<Night | string | null> {
  try {
    const value = JSON.parse(await readFile(join(folder, NIGHT_FILE), 'utf8'));
    if (typeof value?.schema === 'string' && value.schema !== NIGHT_SCHEMA) {
      return `its schema is ${value.schema}, this cluster-bench reads ${NIGHT_SCHEMA}`;
    }
    const result = nightSchema.safeParse(value);
    if (result.success) return result.data;
    const [issue] = result.error.issues;
    return `${NIGHT_FILE} is damaged at ${issue?.path.join('.') || 'its top'}: ${issue?.message}`;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? null : `${NIGHT_FILE} is damaged: ${message}`;
  }
}
