/** docs/outputs.md shows what a run really leaves. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { gateRules } from '../../harness/dev/testing/gate-rule.ts';
import { gatesOfRun } from '../../harness/judge/judge-run.ts';
import { exampleComparison } from '../testing/example-comparison.ts';
import { exampleRecord, failedTrial } from '../testing/example-record.ts';
import { effectColumns } from './csv/comparison-columns.ts';
import { trialColumns } from './csv/trial-columns.ts';
import { outputs } from './index.ts';

const PAGE = 'docs/outputs.md';

const measured = exampleRecord({
  workers: [1, 2],
  policies: ['rr'],
  proxies: ['none'],
  trials: 2,
  alter: (trial, { workers }) =>
    workers === 2 && trial.trial === 2
      ? failedTrial(trial, 'the app exited with code 1', ['Error: out of file handles'])
      : trial,
});
const gates = gatesOfRun(gateRules('p99 single < 40', 'throughput single > 5000'), measured, measured.trials);
const record = { ...measured, gates };
const comparison = exampleComparison([
  { id: 'single', verdict: 'regression', change: -0.061 },
  { id: 'cluster-8-rr' },
]);

const loaded = await Promise.all(outputs.map(({ load }) => load()));
const files = new Map(
  loaded
    .flatMap(({ run, comparison: compared }) => [...(run?.(record) ?? []), ...(compared?.(comparison) ?? [])])
    .map(({ name, text }) => [name, text.replaceAll('\r\n', '\n')]),
);

/** Each block below a mark such as `<!-- junit.xml, 20 lines -->` is the file, or its first lines. */
const SHOWN = /^<!-- (\S+?)(?:, (\d+) lines)? -->\n\n```(\w*)\n.*?^```$/gms;

test('the page of outputs shows each file as it is', () => {
  const text = readFileSync(PAGE, 'utf8');
  const seen: string[] = [];
  const actual = text.replace(SHOWN, (_, name: string, count: string | undefined, language: string) => {
    seen.push(name);
    const lines = (files.get(name) ?? assert.fail(`no output has a file ${name}`)).trimEnd().split('\n');
    const shown = count === undefined ? lines : lines.slice(0, Number(count));
    return `<!-- ${name}${count === undefined ? '' : `, ${count} lines`} -->\n\n\`\`\`${language}\n${shown.join('\n')}\n\`\`\``;
  });
  if (process.env.UPDATE_GOLDEN) writeFileSync(PAGE, actual);
  assert.equal(readFileSync(PAGE, 'utf8'), actual, `${PAGE} differs; UPDATE_GOLDEN=1 rewrites it`);
  assert.deepEqual(new Set(seen), new Set(files.keys()));
});

test('the page of outputs names every output, and every column in its order', () => {
  const text = readFileSync(PAGE, 'utf8');
  for (const { name } of outputs) assert.match(text, new RegExp(`^## .*\`${name}\``, 'm'));
  const columnsBelow = (title: string) => {
    const [, section = ''] = new RegExp(`^### ${title}\n(.*?)(?=^##|$(?![^]))`, 'ms').exec(text) ?? [];
    return [...section.matchAll(/^\| (`.*?) +\| /gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name),
    );
  };
  assert.deepEqual(
    columnsBelow('Columns of results.csv'),
    trialColumns().map(({ name }) => name),
  );
  assert.deepEqual(
    columnsBelow('Columns of comparison.csv'),
    effectColumns.map(({ name }) => name),
  );
});
