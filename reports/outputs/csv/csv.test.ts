import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { percentileMs } from '../../../harness/stats/percentiles.ts';
import { hostileRecord } from '../../testing/hostile-record.ts';
import { mixedComparison } from '../../testing/mixed-comparison.ts';
import { outputsRecord } from '../../testing/outputs-record.ts';
import { files } from './files.ts';

type Row = Readonly<Record<string, string>>;

const rowsOf = (text: string): Row[] => parse(text, { columns: true, record_delimiter: '\r\n' });

test('a row for all requests of each trial and one for each label, with the record’s figures', () => {
  const record = outputsRecord();
  const text = files.run?.(record)[0]?.text ?? '';
  const rows = rowsOf(text);
  assert.deepEqual(
    rows.map(({ cell, trial, label, status }) => [cell, trial, label, status].join(' ').trim()),
    [
      ...['single 1  ok', 'single 1 login ok', 'single 1 pay, "now" ok'],
      ...['single 2  ok', 'single 2 login ok', 'single 2 pay, "now" ok'],
      ...['cluster-2-rr 1  ok', 'cluster-2-rr 2  failed'],
    ],
  );
  const trials = record.trials.filter(({ status }) => status === 'ok');
  for (const trial of trials) {
    const row = rows.find(
      (one) => one.cell === trial.cell && one.trial === String(trial.trial) && !one.label,
    );
    assert.ok(row && trial.status === 'ok');
    const { load } = trial;
    assert.equal(Number(row.throughput_requests_per_second), load.throughput);
    assert.equal(Number(row.completed), load.completed);
    assert.equal(row.latency_p99_ms, String(percentileMs(load, 99)));
    assert.equal(Number(row.latency_max_ms), load.latency.max);
    assert.equal(Number(row.failed), load.errors.non2xx);
    assert.equal(Number(row.failed_non2xx), load.errors.non2xx);
  }
  const pay = rows.find(({ label }) => label?.startsWith('pay'));
  assert.deepEqual(
    [pay?.latency_p99_ms, pay?.completed, pay?.failed, pay?.cpu_per_request_us],
    ['91.5', '4000', '4', ''],
  );
});

test('a failed trial has its reason, and no figure', () => {
  const rows = rowsOf(files.run?.(outputsRecord())[0]?.text ?? '');
  const failed = rows.find(({ status }) => status === 'failed');
  assert.equal(
    failed?.reason,
    '\'=the app exited\nwith code 1, "at once"',
    'no spreadsheet runs it as a formula',
  );
  const figures = Object.entries(failed ?? {}).slice(Object.keys(failed ?? {}).indexOf('label'));
  assert.ok(figures.length > 20);
  assert.deepEqual(
    figures.filter(([, value]) => value !== ''),
    [],
  );
});

test('lines end with CRLF, and no text brings codes of terminals', () => {
  const text = files.run?.(hostileRecord())[0]?.text ?? '';
  assert.match(text, /^run_started_at,.*\r\n/);
  assert.ok(text.endsWith('\r\n'));
  assert.doesNotMatch(text.replaceAll('\r\n', '\n'), /[^\P{C}\t\n]/u);
  assert.equal(rowsOf(text).length, hostileRecord().trials.length);
});

test('a comparison has a row per metric, and the verdict in that of the metric that decides', () => {
  const comparison = mixedComparison();
  const rows = rowsOf(files.comparison?.(comparison)[0]?.text ?? '');
  assert.equal(rows.length, comparison.cells.flatMap(({ others }) => [null, ...others]).length);
  assert.deepEqual(
    rows.filter(({ decides }) => decides === 'true').map(({ verdict }) => verdict),
    comparison.cells.map(({ verdict }) => verdict),
  );
  const [row] = rows;
  const { primary, adjustedP } = comparison.cells[0] ?? assert.fail();
  assert.deepEqual(
    [
      row?.metric,
      row?.change_ratio,
      row?.change_low_ratio,
      row?.head_mean,
      row?.adjusted_p_value,
      row?.head_trials,
    ],
    ['throughput', primary.change, primary.interval?.low, primary.head.mean, adjustedP, 15].map(String),
  );
});
