import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Asserts that a text is that of the golden file; UPDATE_GOLDEN=1 rewrites the file. */
export function assertGolden(file: string, actual: string): void {
  const path = join(process.cwd(), 'reports', 'testing', file);
  if (process.env.UPDATE_GOLDEN) writeFileSync(path, actual);
  assert.equal(actual, readFileSync(path, 'utf8'), `${file} differs; UPDATE_GOLDEN=1 rewrites it`);
}
