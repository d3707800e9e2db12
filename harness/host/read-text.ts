import { readFileSync } from 'node:fs';

/** readText returns a file's text; null if this host does not have the file, or it cannot be read. */
export function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
