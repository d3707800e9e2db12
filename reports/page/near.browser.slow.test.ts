import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { pageWith } from '../testing/example-page.ts';
import { drawn, inPage, pictures, withBrowser } from '../testing/in-browser.ts';

const lastFigure = (page: Page) => page.locator('figure').last();

test('figures are drawn as they come near, in a place kept free for them, and all of them on paper', {
  timeout: 120_000,
}, async (t) => {
  await withBrowser(t, async (open) => {
    const whole = await open(pageWith(500));
    const heights = (page: Page) =>
      page.$$eval('canvas', (all) => all.map(({ clientHeight }) => clientHeight));
    const undrawn = (page: Page) => page.locator('figure:not([data-drawn])').count();
    assert.equal(await undrawn(whole.page), 0);
    const { page } = await open(pageWith(500), { isLazy: true });
    const far = await undrawn(page);
    assert.ok(far > 0 && far < (await page.locator('figure').count()), `${far} are not drawn yet`);
    assert.deepEqual(await heights(page), await heights(whole.page));

    await lastFigure(page).scrollIntoViewIfNeeded();
    await drawn(page);
    assert.equal(await lastFigure(page).getAttribute('data-drawn'), '');
    assert.ok((await undrawn(page)) < far);

    await inPage(page, `dispatchEvent(new Event('beforeprint'))`);
    assert.equal(await undrawn(page), 0);
    const printed = await pictures(page);
    await inPage(whole.page, `dispatchEvent(new Event('beforeprint'))`);
    assert.deepEqual(printed, await pictures(whole.page));
  });
});
