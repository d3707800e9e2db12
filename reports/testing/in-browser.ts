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

type Open = (html: string, width?: number) => Promise<Opened>;

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
    await use((html, width = 1100) => {
      count += 1;
      return opened(browser, join(folder, `${count}.html`), html, width);
    });
  } finally {
    await browser.close();
    await rm(folder, { recursive: true });
  }
}

async function opened(browser: Browser, file: string, html: string, width: number): Promise<Opened> {
  await writeFile(file, html);
  const context = await browser.newContext({ offline: true, viewport: { width, height: 800 } });
  const page = await context.newPage();
  const asked: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  const address = pathToFileURL(file).href;
  await page.goto(address);
  await drawn(page);
  return { page, address, asked, complaints };
}

/** The result of a script in the page's own world. */
export function inPage<Value>(page: Page, script: string): Promise<Value> {
  return page.evaluate(script);
}

/** Waits until each canvas is as wide as its plot; one that is folded away has no width. */
export async function drawn(page: Page): Promise<void> {
  await inPage(
    page,
    `new Promise((done) => {
      const isDrawn = (canvas) => canvas.clientWidth > 0 && canvas.clientWidth === canvas.parentElement.clientWidth;
      const shown = () => [...document.querySelectorAll('canvas')].filter((canvas) => canvas.checkVisibility());
      const look = () => (shown().every(isDrawn) ? done() : requestAnimationFrame(look));
      look();
    })`,
  );
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
