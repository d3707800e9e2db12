import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunRecord } from '../../harness/records/run.ts';
import {
  capacity,
  dbWait,
  exampleRecord,
  failedTrial,
  saturate,
  steadyRate,
} from '../testing/example-record.ts';
import { terminalText } from '../testing/renderings.ts';
import { closingDocument } from './closing.ts';

const small = { workers: [1, 2], policies: ['rr'], proxies: ['none'], trials: 2 } as const;

function shown(record: RunRecord, report: string | null = null): string {
  return terminalText(closingDocument(record, report));
}

test('a row per variant, and the path of the report', () => {
  assert.match(
    shown(exampleRecord(small), 'runs/1/report.md'),
    /^variant +req\/s +p50 ms +p99 ms +errors\nsingle +[\d,]+ ± [\d.]+%( +[\d.,]+){3}\ncluster-2-rr +[\d,]+ ± [\d.]+%( +[\d.,]+){3}\n\nreport: runs\/1\/report\.md\n$/,
  );
});

test('failed trials are counted, and a variant without figures has none', () => {
  const record = exampleRecord({
    ...small,
    alter: (trial) => (trial.cell === 'single' ? failedTrial(trial, 'ended') : trial),
  });
  const text = shown(record);
  assert.match(text, / errors +failed trials\nsingle +– +– +– +– +2 of 2\ncluster-2-rr .* 0\n$/);
  assert.ok(!text.includes('report:'));
});

test('a run that was stopped says how far it came', () => {
  const { trials, ...rest } = exampleRecord(small);
  const stopped: RunRecord = { ...rest, status: 'partial', trials: trials.slice(0, 1) };
  assert.match(shown(stopped), /\n\n! stopped after 1 of 4 trials\n$/);
});

test('one line says that the host was disturbed, and that the report has more', () => {
  const note = (code: string) => ({ code, text: 'x', numbers: {} });
  const alter = (codes: readonly string[]) =>
    shown(
      exampleRecord({
        ...small,
        alter: (trial) => ({ ...trial, warnings: trial.cell === 'single' ? codes.map(note) : [] }),
      }),
    ).replace(/\s+/g, ' ');
  const where = 'the report says which, and what to do';
  assert.ok(alter(['foreign-load']).endsWith(`! Other work disturbed this host in 2 of 4 trials: ${where} `));
  assert.ok(
    alter(['steal', 'foreign-load', 'short-window']).endsWith(
      `! Other work disturbed this host in 2 of 4 trials, and there is 1 other note: ${where} `,
    ),
  );
  assert.ok(alter(['short-window', 'timeouts']).endsWith(`! 2 notes on these figures: ${where} `));
  assert.doesNotMatch(alter([]), /!/);
});

test('an open loop shows the offered rate, a search the capacity with its interval', () => {
  const text = shown(exampleRecord({ ...small, scenarios: [steadyRate, capacity] }));
  assert.match(
    text,
    /\nvariant +offered req\/s +req\/s +p50 ms +p99 ms +errors\nsingle +9,000 +9,000 +[\d.]+ +[\d.]+ ± /,
  );
  assert.match(text, /\nvariant +capacity req\/s +p50 ms +p99 ms +errors\nsingle +[\d,]+ ± /);
});

test('each scenario and app has a table', () => {
  const text = shown(exampleRecord({ ...small, scenarios: [dbWait, saturate] }));
  assert.match(text, /^db-wait, express\n\nvariant/);
  assert.match(text, /\n\nsaturate, express\n\nvariant/);
});
