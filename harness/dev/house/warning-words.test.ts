/** Reports have words for every number of a warning. Read from the source, as a warning of every kind cannot be made. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { numberWords } from '../../../reports/warning-numbers.ts';

const sources = ['harness/judge', 'harness/judge/diagnostics', 'harness/host/checks']
  .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));

/** Keys of the objects that are named `numbers`, without those that they spread. */
const names = sources.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/numbers(?:: | = )[^{};\n]*\{((?:[^{}]|\{[^{}]*\})*)\}/g)].flatMap(
    ([, inside = '']) =>
      [...inside.matchAll(/(?:^|[{,])\s*([a-zA-Z0-9]+)(?=\s*(?:[:,}]|$))/g)].map(([, name = '']) => name),
  ),
);

test('every number of a warning has words', () => {
  assert.ok(new Set(names).size > 40, `only ${names.length} numbers were found`);
  assert.deepEqual(
    [...new Set(names)].filter((name) => !(name in numberWords)),
    [],
  );
});

test('no words are left over', () => {
  const sockets = ['timeWait', 'localPorts'];
  const known = new Set([...names, ...sockets]);
  assert.deepEqual(
    Object.keys(numberWords).filter((name) => !known.has(name)),
    [],
  );
});
