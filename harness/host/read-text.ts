import { readFileSync } from 'node:fs';

/** A file that this host may not have: null then, and where it may not be read. */
export function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
