import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { OkTrial } from '../../harness/records/run.ts';
import type { FigureData } from '../figures/figure.ts';
import { runDocument } from '../run/document.ts';
import { exampleDocument } from '../testing/example-document.ts';
import { withHistogram } from '../testing/example-histogram.ts';
import { exampleRecord } from '../testing/example-record.ts';
import { loadAssets } from './assets.ts';
import { unpacked } from './packed.ts';
import { pageOf } from './page.ts';

const small = { workers: [1, 4], policies: ['rr', 'none'], proxies: ['none'] } as const;
const page = () => pageOf({ title: 'a <title>', blocks: exampleDocument(exampleRecord(small)) });

/** Text of the one element of a page that begins with this tag. */
function contentOf(html: string, tag: string): string {
  const [, after = '', ...others] = html.split(tag);
  assert.deepEqual(others, [], `${tag} stands once`);
  return after.slice(0, after.indexOf(`</${/\w+/.exec(tag)?.[0]}>`));
}

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

test('the policy of a page allows its own style and script by their hashes, and nothing from elsewhere', () => {
  const html = page();
  const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? '';
  assert.deepEqual(policy.split('; '), [
    "default-src 'none'",
    `script-src ${hash(contentOf(html, '<script>'))}`,
    `style-src ${hash(contentOf(html, '<style>'))}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ]);
});

test('the markup of a page has no style, no handler, and nothing to load', () => {
  const { script, style } = loadAssets();
  const markup = page().replace(script, '').replace(style, '');
  assert.doesNotMatch(markup, /<[^>]+\s(style|on\w+|src|srcset|action)=/);
  assert.doesNotMatch(markup, /<(link|img|iframe|object|embed|base)\b/);
  assert.doesNotMatch(style, /@import|url\(/);
  assert.doesNotMatch(script, /<\/script|<!--/);
});

test('the bundled script evaluates no text and asks for nothing', () => {
  const { script } = loadAssets();
  assert.doesNotMatch(script, /\beval\(|new Function\b|\bfetch\(|XMLHttpRequest|WebSocket|import\(/);
  assert.ok(script.length < 350_000, `${script.length} bytes`);
});

test('data of figures reads as it was, whatever its texts hold', () => {
  const [figure] = exampleDocument(exampleRecord(small)).filter(({ kind }) => kind === 'figure');
  assert.ok(figure?.kind === 'figure');
  const title = '</script><script>alert(1)</script><!-- & "';
  const data = { ...figure.data, title };
  const html = pageOf({ title, blocks: [{ ...figure, data }] });
  const json = contentOf(html, '<script type="application/json" id="figures">');
  const close = JSON.stringify([data], (_, value) =>
    typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value,
  );
  assert.deepEqual(unpacked(JSON.parse(json)) as FigureData[], JSON.parse(close));
  assert.equal(html.match(/<script/g)?.length, 2);
  assert.doesNotMatch(html, /alert\(1\)<\/script>/);
});

test('a page of 16 variants stays small, whatever the number and the length of its trials', () => {
  for (const [trials, seconds] of [
    [3, 900],
    [10, 60],
    [10, 600],
    [40, 60],
  ] as const) {
    const record = exampleRecord({ trials, alter: lasting(seconds) });
    const html = pageOf({ title: 'long', blocks: runDocument(record) });
    assert.ok(html.length < 1_500_000, `${html.length} characters for ${trials} trials of ${seconds} s`);
  }
});

/** A trial with a histogram and figures of this many seconds, none like the other. */
function lasting(seconds: number): (trial: OkTrial) => OkTrial {
  return (trial) => {
    const perSecond = Array.from({ length: seconds }, (_, at) => ({
      completed: 9_000 + ((at * 7_919) % 1_000),
      failed: at % 3,
      p99Ms: 60 + Math.sin(at),
    }));
    return withHistogram({ ...trial, load: { ...trial.load, perSecond } });
  };
}

test('a page lists its sections, and each link leads to one', () => {
  const html = page();
  const links = [...html.matchAll(/<a href="#([^"]+)">/g)].map(([, id]) => id);
  assert.deepEqual(links, ['findings', 'results-express-db-wait', 'reproduce']);
  for (const id of links) assert.equal(html.split(`id="${id}"`).length, 2);
  assert.match(html, /<title>a &#60;title&#62;<\/title>/);
});
