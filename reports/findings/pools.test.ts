/** Findings about connection pools. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OkTrial } from '../../harness/records/run.ts';
import { paragraph } from '../document/block.ts';
import { groupResults } from '../groups.ts';
import { renderMarkdown } from '../render/markdown.ts';
import { dbWait, exampleRecord } from '../testing/example-record.ts';
import { groupFindings } from './findings.ts';

function findings(change: (trial: OkTrial) => Partial<OkTrial>): string {
  const alter = (trial: OkTrial) => (trial.cell === 'cluster-4-rr' ? { ...trial, ...change(trial) } : trial);
  const record = exampleRecord({
    workers: [4],
    policies: ['rr'],
    proxies: ['none'],
    scenarios: [dbWait],
    alter,
  });
  return renderMarkdown(
    groupResults(record)
      .flatMap(groupFindings)
      .flatMap((one) => paragraph(one)),
  );
}

const pools = { perWorker: 5, accepted: 96, atOnce: 96, queryMs: 50 };
const postgres = (backends: number) => ({
  name: 'postgres',
  version: '15.1',
  figures: {},
  overWindow: { backends: { min: backends, mean: backends, max: backends } },
  settings: {},
});

test('a variant at the limit of its pools: the formula, and its backends', () => {
  const text = findings(({ load }) => ({
    pools,
    services: [postgres(20)],
    load: { ...load, throughput: 392 },
    limits: [
      { limit: 400, setBy: 'pools' },
      { limit: 1_920, setBy: 'database' },
    ],
  }));
  assert.match(
    text,
    /\*\*The connection pools limit the throughput\*\*: `cluster-4-rr` reaches 98% of 4 workers x 5 connections \/ 50\.0 ms = 400 requests per second, with 20\.0 backends\./,
  );
  assert.doesNotMatch(text, /\*\*Limit\*\*: `cluster-4-rr`/, 'said once');
});

test('a variant at the limit of its database: who shares the connections', () => {
  const text = findings(({ load }) => ({
    pools: { ...pools, perWorker: 20, accepted: 500, atOnce: 20 },
    load: { ...load, throughput: 396 },
    limits: [{ limit: 400, setBy: 'database' }],
  }));
  assert.match(
    text,
    /reaches 99% of 20 connections of the database \/ 50\.0 ms = 400 requests per second \(4 workers x 20 connections share them\)\./,
  );
});

test('too many clients: what the pools want, what there is, and the pool that fits', () => {
  const refused = ({ load }: OkTrial, perWorker: number, accepted: number | null) => ({
    pools: { ...pools, perWorker, accepted },
    load: { ...load, completed: 900, errors: { ...load.errors, tooManyClients: 100 } },
  });
  assert.match(
    findings((trial) => refused(trial, 30, 97)),
    /\*\*Too many clients\*\* in `cluster-4-rr`: 300 of 3,000 requests were refused a connection to the database\. 4 workers x 30 connections = 120, and it accepts 97 from the app\. A pool of 24 per worker would fit\./,
  );
  assert.match(
    findings((trial) => refused(trial, 1, 3)),
    /Not even one connection per worker fits/,
  );
  assert.doesNotMatch(
    findings((trial) => refused(trial, 1, null)),
    /fit/,
    'unknown',
  );
});
