import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { UsageError } from '../config/usage-error.ts';
import { predict } from './predict.ts';

/** The output, with each run of white space replaced by one space. */
function predicted(flags: Readonly<Record<string, string | string[] | false>>, columns = 80): string {
  let output = '';
  const stdout = { columns, write: (text: string) => (output += text) };
  assert.equal(predict(flags, { cwd: '/work', cores: 2, env: {}, stdout }), 0);
  for (const line of output.split('\n')) assert.ok(line.length <= columns, line);
  return output.replace(/\s+/g, ' ');
}

const PUBLISHED = {
  cores: '8',
  workers: '1,8,16',
  connections: '500',
  delay: '50',
  'cpu-per-request': '0.9',
  claim: '31200',
};

test('the published 31,200 requests per second are impossible with 500 connections at 50 ms', () => {
  const text = predicted(PUBLISHED);
  assert.match(
    text,
    /31,200 requests per second cannot come from 500 connections at 50 ms with any server: /,
  );
  assert.match(text, /500 \/ 50 ms = 10,000\. They need at least 1,560 connections\./);
  assert.match(
    text,
    /31,200 requests per second also cannot come from 8 cores .* = 8,889\. They need at least 28\.1 cores\./,
  );
  assert.match(
    text,
    / 1 1,111 1 worker 1,111 1,111 450 100% 8 8,889 8 cores 8,879 8,537 58\.6 96% 16 8,889 8 cores /,
  );
});

test('each limit is named with its numbers of workers and its formula', () => {
  const text = predicted({ ...PUBLISHED, 'cpu-per-request': '0.2ms' });
  assert.match(text, /1 worker: at most 1 worker \/ 0\.2 ms = 5,000 requests per second; an event loop/);
  assert.match(text, /8 and 16 workers: at most 500 connections \/ \(50 ms \+ 0\.2 ms\) = 9,960 /);
  assert.match(
    text,
    /More connections are needed to show what the CPU allows: 2,510 for 8 and 16 workers \(with fewer than 2,008, the connections themselves set the limit\)\./,
  );
});

test('load on the same cores takes its share of them', () => {
  const text = predicted({
    ...PUBLISHED,
    delay: '0',
    'cpu-per-request': '0.1',
    'load-cpu-per-request': '0.1',
  });
  assert.match(text, / 8 40,000 8 cores, with load 40,000 40,000 12\.5 50% /);
  assert.match(
    text,
    /31,200 requests per second stay within every limit of 8 workers\. The model expects 40,000 with a shared queue/,
  );
});

test('a claim may need more workers, or more connections because of the CPU time', () => {
  const many = { ...PUBLISHED, connections: '5000', delay: '0', 'cpu-per-request': '0.1' };
  assert.match(predicted({ ...many, workers: '1,2' }), /31,200 .* need at least 4 workers: an event loop/);
  const tight = { ...PUBLISHED, 'cpu-per-request': '0.1', claim: '9990' };
  assert.match(
    predicted(tight),
    /9,990 .* cannot come from 500 connections at 50 ms: 500 \/ \(50 ms \+ 0\.1 ms\) = 9,980\. They need at least 501 connections\./,
  );
});

test('without flags it uses the cores of this host and the defaults of a run, and checks no claim', () => {
  const text = predicted({ 'cpu-per-request': '0.1' });
  assert.match(text, /^500 connections, 50 ms of delay, 0\.1 ms of app CPU per request, 2 cores /);
  assert.match(text, / 1 9,980 .* 2 9,980 .* 4 9,980 /);
  assert.ok(!text.includes('cannot'));
  assert.match(
    predicted({ 'cpu-per-request': '5' }),
    /500 connections are enough to show what the CPU allows/,
  );
});

test('lines are shorter on narrow terminals', () => {
  predicted({ 'cpu-per-request': '0.1', claim: '31200' }, 74);
});

for (const [flags, sentence] of [
  [{}, 'predict needs --cpu-per-request, the milliseconds of app CPU per request; a run measures them'],
  [
    { 'cpu-per-request': '0' },
    '--cpu-per-request takes a number of milliseconds from 0.001 to 60,000, not "0"',
  ],
  [
    { 'cpu-per-request': '0.9us' },
    '--cpu-per-request takes a number of milliseconds from 0.001 to 60,000, not "0.9us"',
  ],
  [{ ...PUBLISHED, cores: '2.5' }, '--cores takes a whole number from 1 to 10,000, not "2.5"'],
  [{ ...PUBLISHED, workers: '1,,8' }, '--workers has an empty item in its list: "1,,8"'],
  [{ ...PUBLISHED, connections: ['1', '2'] }, '--connections takes one value, not 2: 1, 2'],
  [{ ...PUBLISHED, claim: '31,200' }, '--claim takes a number from 1 to 1,000,000,000, not "31,200"'],
  [{ ...PUBLISHED, claim: false }, '--no-claim is not a flag; leave --claim out instead'],
  [{ ...PUBLISHED, cpu: '3' }, 'unknown flag --cpu; did you mean --cpu-per-request?'],
] as const) {
  test(`refused: ${sentence}`, () => {
    assert.throws(() => predicted(flags as Record<string, string>), new UsageError(sentence));
  });
}

test('docs/model.md shows the real output', () => {
  const page = readFileSync('docs/model.md', 'utf8');
  const [, line = '', shown = ''] =
    /```sh\nnpx cluster-bench predict (.*)\n```\n\n```text\n(.*?)```/s.exec(page) ?? [];
  const words = line.split(' ');
  const flags = Object.fromEntries(
    words.flatMap((word, index) => (word.startsWith('--') ? [[word.slice(2), words[index + 1] ?? '']] : [])),
  );
  assert.equal(predicted(flags), shown.replace(/\s+/g, ' '));
});
