/** Units in everything that a reader sees of a script at a rate. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markdownText, terminalText } from '../testing/renderings.ts';
import { scriptedRecord } from '../testing/scripted-record.ts';
import { closingDocument } from './closing.ts';
import { runDocument } from './document.ts';

test('the last table of a run has offered and achieved iterations, and says whose percentiles it shows', () => {
  const [header] = terminalText(closingDocument(scriptedRecord(), null)).split('\n');
  assert.match(header ?? '', /^variant +offered iter\/s +iter\/s +iteration p99 ms +request p99 ms +errors$/);
});

test('the report names the unit of each rate, and of each percentile', () => {
  const report = markdownText(runDocument(scriptedRecord()));
  const header = report.split('\n').find((line) => line.includes('offered'));
  assert.match(
    header ?? '',
    /\| offered \(iter\/s\) \| achieved \(iter\/s\) \| throughput \(req\/s\) \| p99 of an iteration \(ms\) \| request p50 \(ms\) \| request p99 \(ms\) \|/,
  );
  assert.match(report, /\*\*Offered\*\*: iterations per second that were due/);
  assert.ok(!/keep up/.test(report), 'three requests of each iteration are no sign of anything');
});

test('a variant falls behind by its iterations, whatever the number of their requests', () => {
  const report = markdownText(runDocument(scriptedRecord(0.5)));
  assert.match(report, /2 variants do not keep up.*completed fewer iterations than were offered/);
});
