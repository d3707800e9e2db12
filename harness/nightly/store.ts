/** The store: a folder a night below `runs/`, each with its run and what was found. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NIGHT_SCHEMA, type Night, nightSchema } from '../records/night.ts';

const NIGHT_FILE = 'night.json';

export interface StoredNight {
  /** Absolute. */
  readonly folder: string;
  readonly night: Night;
}

export interface StoredNights {
  /** The last one first. */
  readonly nights: readonly StoredNight[];
  /** Names of all folders, those without a readable night too; the last one first. */
  readonly folders: readonly string[];
  /** A sentence for each night that cannot be read; it counts as none. */
  readonly damaged: readonly string[];
}

export function runsFolder(store: string): string {
  return join(store, 'runs');
}

/** A night that was killed has no file, and counts as none without a word. */
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

/** Null where there is none; a text says why it cannot be read. */
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
