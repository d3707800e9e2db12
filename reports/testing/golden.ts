import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Compares with a golden file, or rewrites it with UPDATE_GOLDEN=1. Tests run compiled, from the repository's root; golden
 * files are beside the source.
 */
export async function isGolden(file: string, actual: string): Promise<void> {
  const path = join(process.cwd(), 'reports', 'testing', file);
  if (process.env.UPDATE_GOLDEN) await writeFile(path, actual);
  assert.equal(actual, await readFile(path, 'utf8'), `${file} differs; UPDATE_GOLDEN=1 rewrites it`);
}
