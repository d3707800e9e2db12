/** Pages in a real browser, offline, for tests. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { skipUnlessExpected } from '../../harness/dev/testing/skip-unless-expected.ts';

interface Opened {
  readonly page: Page;
  readonly address: string;
  /** Every address that the page asked for, its own too. */
  readonly asked: readonly string[];
  /** Errors of its console and its script, and dialogs. */
  readonly complaints: readonly string[];
}

interface View {
  /** CSS pixels; 1100 where it is left out. */
  readonly width?: number;
  /** Whether figures far from the viewport are left until they come near, as for readers. */
  readonly isLazy?: boolean;
}

type Open = (html: string, view?: View) => Promise<Opened>;

/** Time for the figures of a page on a busy host. */
const DRAWN_WITHIN_MS = 20_000;

/** Runs a test with a browser; skips it where none is installed, or fails it where one is expected. */
export async function withBrowser(t: TestContext, use: (open: Open) => Promise<void>): Promise<void> {
  const executablePath = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'chromium'))
    .find((path) => existsSync(path));
  if (executablePath === undefined) {
    assert.ok(!process.env.CI, 'CI has no chromium');
    skipUnlessExpected(t, 'CLUSTER_BENCH_EXPECT_CHROMIUM', 'no chromium is installed');
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'cluster-bench-page-'));
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  let count = 0;
  try {
    await use((html, view = {}) => {
      count += 1;
      return opened(browser, join(folder, `${count}.html`), html, view);
    });
  } finally {
    await browser.close();
    await rm(folder, { recursive: true });
  }
}

async function opened(
  browser: Browser,
  file: string,
  html: string,
  { width = 1100, isLazy = false }: View,
): Promise<Opened> {
  await writeFile(file, html);
  const context = await browser.newContext({ offline: true, viewport: { width, height: 800 } });
  const page = await context.newPage();
  const asked: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const complained = new Promise<string>((resolve) => {
    const complain = (complaint: string) => {
      complaints.push(complaint);
      resolve(complaint);
    };
    page.on('console', (message) => {
      if (message.type() === 'error') complain(message.text());
    });
    page.on('pageerror', (error) => complain(String(error)));
    page.on('dialog', (dialog) => {
      complain(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
  });
  const address = `${pathToFileURL(file).href}${isLazy ? '' : '?draw=all'}`;
  await page.goto(address);
  // A page whose script fails draws nothing, and would be waited for in vain.
  const failure = complained.then((complaint) => assert.fail(`The page does not work: ${complaint}`));
  await Promise.race([drawn(page), failure]);
  return { page, address, asked, complaints };
}

/** The result of a script in the page's own world. */
export function inPage<Value>(page: Page, script: string): Promise<Value> {
  return page.evaluate(script);
}

/** Waits until each figure that is shown and near is drawn, as wide as its plot; one that is folded away has no width. */
export async function drawn(page: Page): Promise<void> {
  const undrawn = await inPage<string[]>(
    page,
    `new Promise((done) => {
      const deadline = performance.now() + ${DRAWN_WITHIN_MS};
      const isNear = (frame) => {
        const { top, bottom } = frame.getBoundingClientRect();
        return location.search === '?draw=all' || (bottom > 0 && top < innerHeight);
      };
      const isDrawn = (frame) => {
        const canvas = frame.querySelector('canvas');
        return 'drawn' in frame.dataset && canvas.clientWidth === canvas.parentElement.clientWidth;
      };
      const missing = () =>
        [...document.querySelectorAll('figure')]
          .filter((frame) => frame.checkVisibility() && isNear(frame) && !isDrawn(frame))
          .map((frame) => frame.dataset.figure);
      const look = () => {
        if (missing().length === 0 || performance.now() > deadline) done(missing());
        else requestAnimationFrame(look);
      };
      look();
    })`,
  );
  assert.deepEqual(undrawn, [], `Figures were not drawn within ${DRAWN_WITHIN_MS / 1000} s.`);
}

/** A hash (FNV-1a) of the picture of each figure that is shown, by its id; of a blank one it is 0. */
export function pictures(page: Page): Promise<Record<string, number>> {
  return inPage(
    page,
    `Object.fromEntries([...document.querySelectorAll('figure')].filter((frame) => frame.checkVisibility()).map((frame) => {
      const canvas = frame.querySelector('canvas');
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      const pixels = new Uint32Array(data.buffer);
      if (pixels.every((pixel) => pixel === pixels[0])) return [frame.dataset.figure, 0];
      return [frame.dataset.figure, pixels.reduce((hash, pixel) => Math.imul(hash ^ pixel, 0x01000193), 0x811c9dc5)];
    }))`,
  );
}
