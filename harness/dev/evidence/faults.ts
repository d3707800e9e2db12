/**
 * `npm run evidence faults`: seeds thirty faults, one at a time, in the compiled program; each must fail the tests of
 * `npm test`. The compiled file is restored afterwards.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { table } from '../markdown-table.ts';
import { type Fault, faults } from './seeded-faults.ts';

const root = process.cwd();
const MOST_MS = 60_000;

/** foundBy returns the first test file that fails; null if none does. */
function foundBy({ file, from, to, tests }: Fault): string | null {
  const path = join(root, 'dist', `${file}.js`);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} does not contain ${from}`);
  writeFileSync(path, text.replace(from, to));
  try {
    return tests.find((test) => fails(test)) ?? null;
  } finally {
    writeFileSync(path, text);
  }
}

function fails(test: string): boolean {
  const args = ['--test', join(root, 'dist', `${test}.js`)];
  return spawnSync(process.execPath, args, { stdio: 'ignore', timeout: MOST_MS }).status !== 0;
}

for (const test of new Set(faults.flatMap(({ tests }) => tests))) {
  if (fails(test)) throw new Error(`${test} fails without a fault`);
}
const rows = faults.map((one) => ({ ...one, found: foundBy(one) }));
console.log(
  table<(typeof rows)[number]>(
    [
      { title: 'fault', align: 'left', cell: ({ what }) => what },
      { title: 'found by', align: 'left', cell: ({ found }) => found ?? 'NOTHING' },
    ],
    rows,
  ),
);
console.log(`\n${rows.filter(({ found }) => found !== null).length} of ${rows.length} found`);
