/** A metric's name belongs to its own file: all other code asks the metric, so that a new one is one file and one line. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { metricNames } from '../../stats/metrics/index.ts';

const name = `'(?:${metricNames().join('|')})'`;
/** A comparison with a name, a case of it, or a list that begins with one. */
const asks = new RegExp(
  `(?:[=!]==?\\s*${name})|(?:${name}\\s*[=!]==?)|(?:\\bcase ${name})|(?:\\[${name}, ${name})`,
);

const files = ['harness', 'scenarios', 'targets', 'reports'].flatMap((folder) =>
  readdirSync(folder, { recursive: true })
    .map((path) => join(folder, String(path)))
    .filter((file) => file.endsWith('.ts'))
    .filter((file) => !/\.test\.ts$|\/testing\/|^harness\/dev\/|^harness\/stats\/metrics\//.test(file)),
);

test('no code asks for a metric by its name', () => {
  assert.ok(files.length > 400);
  const found = files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, index) => (asks.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
  );
  assert.deepEqual(found, []);
  assert.ok(asks.test("if (metric.name === 'p99') return null;"));
});
