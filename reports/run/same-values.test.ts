/** The page, the Markdown and the charts of one run show the same values. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { figuresIn } from '../document/block.ts';
import { htmlOf } from '../render/html.ts';
import { dbWait, exampleRecord, saturate } from '../testing/example-record.ts';
import { renderedRun } from '../testing/rendered-run.ts';
import { runDocument } from './document.ts';

const record = exampleRecord({
  workers: [1, 4],
  policies: ['rr', 'none'],
  proxies: ['none'],
  scenarios: [dbWait, saturate],
});

/** Cells of every row of every table, heads too, as words. */
function htmlRows(html: string): string[][] {
  return [...html.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, cell = '']) => words(cell)),
  );
}

function markdownRows(text: string): string[][] {
  const rows = text.split('\n').filter((line) => line.startsWith('|') && !/^\|[-:| ]+\|$/.test(line));
  return rows.map((row) => row.slice(1, -1).split('|').map(words));
}

/** Without tags, marks and entities. */
function words(cell: string): string {
  return cell
    .replace(/<[^>]*>|\*\*|`|\\/g, '')
    .replace(/&#(\d+);/g, (_, point: string) => String.fromCodePoint(Number(point)))
    .trim();
}

test('every table of the page has the values of the Markdown', () => {
  const rows = htmlRows(htmlOf(runDocument(record)));
  assert.ok(rows.length > 40, `${rows.length} rows`);
  assert.deepEqual(rows, markdownRows(renderedRun(record)));
});

test('the throughput that is plotted is the throughput by which the table is sorted', () => {
  const blocks = runDocument(record);
  const figure = figuresIn(blocks).find(({ data }) => data.id.startsWith('throughput'))?.data;
  assert.ok(figure?.kind === 'rows');
  const results = blocks.find((block) => block.kind === 'table');
  assert.ok(results?.kind === 'table');
  const column = results.columns.findIndex(({ title }) => title.endsWith('(req/s)'));
  const tabled = results.rows.map((row) => row[column]?.value);
  assert.equal(tabled.length, 3, 'a variant each');
  const plotted = figure.rows.map(({ bars, points }) => bars[0]?.to ?? points[0]?.value);
  assert.deepEqual(plotted, tabled);
});
