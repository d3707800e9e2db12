/** Results as pages of GitHub: the summary of a step, the comment of a pull request. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Block, codeBlock, heading, paragraph } from '../document/block.ts';
import { cutMarkdown } from '../render/cut-markdown.ts';
import { renderMarkdown } from '../render/markdown.ts';
import { assertHarmless } from '../testing/assert-harmless.ts';
import { exampleComparison } from '../testing/example-comparison.ts';
import { exampleNight } from '../testing/example-night.ts';
import { exampleRecord, failedTrial } from '../testing/example-record.ts';
import { hostileRecord } from '../testing/hostile-record.ts';
import { wideComparison } from '../testing/wide-comparison.ts';
import { commentMarkdown } from './comment-page.ts';
import { runPage } from './run-page.ts';

const small = { workers: [1, 2], proxies: ['none'], policies: ['rr'] } as const;
const REST = 'The rest is elsewhere.';

test('a run’s page has findings and the main table, but no pictures', () => {
  const page = renderMarkdown(runPage(exampleRecord(small)));
  assert.match(page, /^# `express`: throughput, latency and CPU per variant\n/);
  assert.match(page, /\n## Findings\n\n- /);
  assert.match(page, /\n## Results\n\n\| variant /);
  assert.match(page, /\| `cluster-2-rr` +\|/);
  assert.doesNotMatch(page, /!\[/);
});

test('a run’s page says why trials failed, and leaves out what their processes wrote', () => {
  const page = renderMarkdown(
    runPage(
      exampleRecord({
        ...small,
        alter: (trial) => failedTrial(trial, 'the app exited with code 3', ['postgres://user:secret@db']),
      }),
    ),
  );
  assert.match(page, /\n## Failed trials\n\n- single: 3 of 3 trials failed: the app exited with code 3\n/);
  assert.doesNotMatch(page, /secret/);
});

test('a comment links to the workflow run, and no record of a stranger adds markup to it', () => {
  const url = 'https://github.com/you/shop/actions/runs/1';
  for (const result of [
    { kind: 'run', record: exampleRecord(small) },
    { kind: 'comparison', comparison: exampleComparison() },
    { kind: 'night', night: exampleNight(), comparisons: { nights: exampleComparison(), ab: null } },
  ] as const) {
    assert.match(
      commentMarkdown(result, url),
      /\[workflow run\]\(https:\/\/github\.com\/you\/shop\/actions\/runs\/1\)/,
    );
    assert.doesNotMatch(commentMarkdown(result, null), /workflow run/);
  }
  assertHarmless(runPage(hostileRecord()));
});

test('a comment that would be too long fits, and says what is left out', () => {
  const wide = wideComparison(300);
  const comparisons = { nights: wide, ab: wide };
  const markdown = commentMarkdown({ kind: 'night', night: exampleNight(), comparisons }, null);
  assert.ok(markdown.length < 65_536, String(markdown.length));
  assert.match(markdown, /^# Good: /);
  assert.match(markdown, /\n\nThe rest is too long for a comment\.\n$/);
});

test('a document that fits stays whole; one that does not is cut between blocks', () => {
  const blocks: Block[] = [
    heading(1, 'Title'),
    ...paragraph('ä'.repeat(100)),
    heading(2, 'Long'),
    ...codeBlock(['x'.repeat(10_000)]),
    ...paragraph('end'),
  ];
  const whole = renderMarkdown(blocks);
  assert.equal(cutMarkdown(blocks, Buffer.byteLength(whole), REST), whole);
  assert.equal(
    cutMarkdown(blocks, Buffer.byteLength(whole) - 1, REST),
    `# Title\n\n${'ä'.repeat(100)}\n\n${REST}\n`,
    'a heading does not stand without what it heads',
  );
  for (const most of [0, 10, 30, 40, 200, 300, 5_000]) {
    assert.ok(Buffer.byteLength(cutMarkdown(blocks, most, REST)) <= most, String(most));
  }
  assert.equal(cutMarkdown(blocks, 10, REST), '');
});
