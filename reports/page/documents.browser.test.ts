/** The documents that commands write, as pages in a real browser. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trendsOf } from '../../harness/history/trends.ts';
import { comparisonPage } from '../compare/page.ts';
import { type Block, figuresIn } from '../document/block.ts';
import { historyDocument } from '../history/document.ts';
import { runDocument } from '../run/document.ts';
import { withHistogram } from '../testing/example-histogram.ts';
import { exampleNights } from '../testing/example-history.ts';
import { exampleRecord } from '../testing/example-record.ts';
import { hostile } from '../testing/hostile-comparison.ts';
import { hostileDocument } from '../testing/hostile-document.ts';
import { hostileRecord } from '../testing/hostile-record.ts';
import { inPage, pictures, withBrowser } from '../testing/in-browser.ts';
import { mixedComparison } from '../testing/mixed-comparison.ts';
import { pageOf } from './page.ts';

const run = () =>
  runDocument(
    exampleRecord({ workers: [1, 4], policies: ['rr', 'none'], proxies: ['none'], alter: withHistogram }),
  );

const DOCUMENTS: Readonly<Record<string, () => Block[]>> = {
  'a run': run,
  'a comparison': () => comparisonPage(mixedComparison()),
  'a history': () => historyDocument(trendsOf(exampleNights({ nights: 12 }), { minChange: 0.02 })),
};

test('every document is drawn on a desk and on a phone', { timeout: 120_000 }, async (t) => {
  await withBrowser(t, async (open) => {
    for (const [name, blocks] of Object.entries(DOCUMENTS)) {
      for (const width of [1200, 400]) {
        const { page, address, asked, complaints } = await open(pageOf({ title: name, blocks: blocks() }), {
          width,
        });
        const drawings = Object.entries(await pictures(page));
        assert.ok(drawings.length > 0, `${name} has no figure`);
        for (const [id, picture] of drawings)
          assert.notEqual(picture, 0, `${name} at ${width}: ${id} is blank`);
        const scrolled = await inPage<number>(page, 'document.documentElement.scrollWidth');
        assert.ok(scrolled <= width, `${name} at ${width} is ${scrolled} wide`);
        assert.deepEqual(asked, [address]);
        assert.deepEqual(complaints, []);
        await page.close();
      }
    }
  });
});

/** Elements that the renderer and the page's script write; none of them loads anything. */
const KNOWN = new Set(
  'a aside body button canvas code details div figcaption figure h1 h2 h3 h4 head html label li main meta nav ol option p pre script select small span strong style summary table tbody td th thead title tr ul'.split(
    ' ',
  ),
);

test('texts of others stay text where no policy guards the page', { timeout: 120_000 }, async (t) => {
  await withBrowser(t, async (open) => {
    const attack =
      '</p></td></script><script>alert(1)</script><svg onload=alert(2)><img src=x onerror=alert(3)>';
    for (const [name, blocks] of [
      ['a run', runDocument(hostileRecord())],
      ['a comparison', comparisonPage(hostile(mixedComparison()))],
      ['a document', hostileDocument(attack)],
    ] as const) {
      const guarded = pageOf({ title: attack, blocks });
      const html = guarded.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '');
      assert.notEqual(html, guarded);
      const { page, address, asked, complaints } = await open(html);
      const names = await page.$$eval('*', (all) => all.map(({ localName }) => localName));
      assert.deepEqual(
        [...new Set(names)].filter((one) => !KNOWN.has(one)),
        [],
        name,
      );
      assert.equal(names.filter((one) => one === 'script').length, 2, name);
      const figures = figuresIn(blocks).length;
      assert.equal(names.filter((one) => one === 'canvas').length, figures, name);
      assert.deepEqual(asked, [address], name);
      assert.deepEqual(complaints, [], name);
      await page.close();
    }
  });
});
