/** A page in a real browser. Where none is installed the test is skipped, or fails where one is expected. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { measured } from '../comparison.ts';
import { figure } from '../format.ts';
import { groupResults } from '../groups.ts';
import { limitOf } from '../limits.ts';
import { pageWith, recordOf } from '../testing/example-page.ts';
import { drawn, inPage, pictures, withBrowser } from '../testing/in-browser.ts';

/** Waits for what the browser does before its next frame, such as telling of another colour scheme. */
const nextFrame = (page: Page) => inPage<number>(page, 'new Promise(requestAnimationFrame)');

const firstColumn = (page: Page) =>
  page.$$eval('tbody tr', (rows) => rows.map((row) => row.querySelector('td')?.textContent ?? ''));

test('a page works from a file, without anything else', { timeout: 120_000 }, async (t) => {
  await withBrowser(t, async (open) => {
    const { page, address, asked, complaints } = await open(pageWith(500));
    const light = await pictures(page);

    await t.test('every figure is drawn, and shows its own run', async () => {
      assert.ok(Object.keys(light).length >= 9);
      for (const [id, picture] of Object.entries(light)) assert.notEqual(picture, 0, `${id} is blank`);
      const other = await open(pageWith(50));
      for (const [id, picture] of Object.entries(await pictures(other.page))) {
        // The comparison is the same in both.
        if (id !== 'effects' && id !== 'distributions') assert.notEqual(picture, light[id], id);
      }
      await other.page.close();
    });

    await t.test('a pointer and keys read exact values', async () => {
      const canvas = page.locator('[data-figure=throughput] canvas');
      await canvas.hover();
      assert.notEqual((await pictures(page)).throughput, light.throughput, 'no tooltip');
      await canvas.focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      const [, second] = measured(groupResults(recordOf(500))[0]?.results ?? []);
      assert.ok(second?.figures.score?.interval);
      const { mean, interval } = second.figures.score;
      assert.equal(
        await page.locator('[role=status]').textContent(),
        `${second.cell.variant}, ${figure(mean)} req/s, interval: ${figure(interval.low)} to ${figure(interval.high)} req/s, limit: ${figure(limitOf(second)?.limit ?? 0)} req/s`,
      );
      await page.keyboard.press('Escape');
      await page.mouse.move(0, 0);
    });

    await t.test('a button switches a variant in every figure of its group, and back', async () => {
      const button = page.locator('.variants button', { hasText: /^cluster-4-none$/ }).first();
      const swatch = button.locator('.swatch');
      assert.ok(((await swatch.boundingBox())?.width ?? 0) > 5, 'the colour is shown');
      await button.click();
      assert.equal(await button.getAttribute('aria-pressed'), 'false');
      const without = await pictures(page);
      const changed = Object.keys(light).filter((id) => without[id] !== light[id]);
      assert.deepEqual(changed, [
        'throughput',
        'latency',
        'percentile-curves',
        'cpu-by-role',
        'core-heat-map',
        'worker-shares',
      ]);
      await button.click();
      assert.deepEqual(await pictures(page), light);
      await page.getByRole('button', { name: 'none', exact: true }).first().click();
      await page.getByRole('button', { name: 'all', exact: true }).first().click();
      assert.deepEqual(await pictures(page), light);
    });

    await t.test('a list chooses the trial that is shown', async () => {
      const list = page.locator('[data-figure=throughput-over-time] select');
      await list.selectOption('nginx+single, trial 2');
      assert.notEqual((await pictures(page))['throughput-over-time'], light['throughput-over-time']);
      await list.selectOption('single, trial 1');
      assert.deepEqual(await pictures(page), light);
    });

    await t.test('the head of a column sorts its table', async () => {
      const before = await firstColumn(page);
      const values = () =>
        page.$$eval('tbody tr', (rows) =>
          rows.map((row) => Number(row.querySelectorAll('td')[1]?.dataset.value)),
        );
      const head = page.getByRole('columnheader', { name: 'requests per second' });
      await head.getByRole('button').click();
      assert.equal(await head.getAttribute('aria-sort'), 'descending');
      const largestFirst = await values();
      assert.deepEqual(
        largestFirst,
        largestFirst.toSorted((a, b) => b - a),
      );
      assert.notDeepEqual(await firstColumn(page), before);
      await head.getByRole('button').click();
      assert.deepEqual(await values(), largestFirst.toReversed());
    });

    await t.test('dark follows the system, and paper is light', async () => {
      const background = () => inPage<string>(page, 'getComputedStyle(document.body).backgroundColor');
      const paper = await background();
      await page.emulateMedia({ colorScheme: 'dark' });
      await nextFrame(page);
      assert.notEqual(await background(), paper);
      const dark = await pictures(page);
      for (const id of Object.keys(light)) assert.notEqual(dark[id], light[id], id);
      await inPage(page, `dispatchEvent(new Event('beforeprint'))`);
      const printed = await pictures(page);
      await page.emulateMedia({ colorScheme: 'light' });
      await nextFrame(page);
      assert.deepEqual(await pictures(page), printed, 'print has light colours, whatever the screen has');
      await inPage(page, `dispatchEvent(new Event('afterprint'))`);
      assert.deepEqual(await pictures(page), light);
    });

    await t.test('a phone needs no sideways scrolling', async () => {
      await page.setViewportSize({ width: 400, height: 800 });
      await drawn(page);
      assert.ok((await inPage<number>(page, 'document.documentElement.scrollWidth')) <= 400);
      assert.notDeepEqual(await pictures(page), light);
    });

    assert.deepEqual(asked, [address]);
    assert.deepEqual(complaints, []);
  });
});
