/** Headings of a run whose user named requests, and no scenario. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dbWait, exampleRecord } from '../testing/example-record.ts';
import { markdownText, terminalText } from '../testing/renderings.ts';
import { closingDocument } from './closing.ts';
import { runDocument } from './document.ts';

test('the report is headed by the requests, and the scenario that was not named does not appear', () => {
  const scenario = { ...dbWait, title: 'POST /login', sends: 'POST /login' };
  const record = exampleRecord({ scenarios: [scenario], apps: ['shop', 'shop2'], workers: [1], trials: 1 });
  const report = markdownText(runDocument(record));
  assert.match(report, /^# `shop` and `shop2`, `POST \/login`: throughput, latency and CPU per variant\n/);
  assert.match(report, /\n## Results: `shop` under `POST \/login`\n/);
  assert.match(report, /!\[Throughput of each variant: shop, POST \/login\]/);
  const closing = terminalText(closingDocument(record, null));
  assert.match(closing, /^POST \/login, shop\n/);
  // Ids and names of files keep the scenario’s name.
  for (const text of [report, closing])
    assert.ok(!text.replaceAll(/db-wait[-/]shop/g, '').includes('db-wait'));
});
