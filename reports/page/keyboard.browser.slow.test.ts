/** A page without a pointer. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { pageWith } from '../testing/example-page.ts';
import { inPage, withBrowser } from '../testing/in-browser.ts';

interface Focused {
  readonly place: number;
  readonly isSeen: boolean;
}

/** Every element that Tab reaches from the first link on, and whether its focus is seen. */
async function tabThrough(page: Page): Promise<Focused[]> {
  await page.locator('a').first().focus();
  const reached: Focused[] = [];
  for (;;) {
    const focused = await inPage<Focused>(
      page,
      `({
        place: [...document.querySelectorAll('body *')].indexOf(document.activeElement),
        isSeen: getComputedStyle(document.activeElement).outlineStyle === 'solid',
      })`,
    );
    if (focused.place < 0 || reached.some(({ place }) => place === focused.place)) return reached;
    reached.push(focused);
    await page.keyboard.press('Tab');
  }
}

test('a page is used by keys alone', { timeout: 120_000 }, async (t) => {
  await withBrowser(t, async (open) => {
    const { page } = await open(pageWith(500));

    await t.test('keys reach the events of a trial', async () => {
      const voice = page.locator('[role=status]');
      await page.locator('[data-figure=throughput-over-time] canvas').focus();
      await page.keyboard.press('End');
      assert.equal(await voice.textContent(), 'crash, started at 6.00 s, did not end in the window');
      await page.keyboard.press('ArrowLeft');
      assert.equal(await voice.textContent(), 'deploy, started at 2.00 s, ended at 4.50 s');
      await page.keyboard.press('ArrowUp');
      assert.match((await voice.textContent()) ?? '', /^single, trial 1, 0\.50 s, [\d,]+ req\/s$/);
      await page.keyboard.press('ArrowDown');
      assert.equal(await voice.textContent(), 'deploy, started at 2.00 s, ended at 4.50 s');
    });

    await t.test('every control is reached by Tab, with its focus seen and a name of its own', async () => {
      const reached = await tabThrough(page);
      const controls = await page.$$eval(
        'a, button, select, canvas, summary, [tabindex]',
        (all) => all.filter((one) => one.checkVisibility()).length,
      );
      assert.equal(reached.length, controls);
      assert.deepEqual(
        reached.filter(({ isSeen }) => !isSeen),
        [],
      );
      const names = await page.$$eval('[role=region], [role=group], canvas, aside, select', (all) =>
        all.map((one) => one.getAttribute('aria-label')),
      );
      assert.ok(names.length > 12 && !names.includes(null));
      assert.equal(new Set(names).size, names.length);
    });
  });
});
