/** Writes a document: its charts as PNG, its Markdown and its page. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Block, figuresIn } from './document/block.ts';
import { drawPng } from './figures/draw/png.ts';
import type { UndrawnFigure } from './figures/png-file.ts';
import { pageOf } from './page/page.ts';
import { renderMarkdown } from './render/markdown.ts';
import { writeWhole } from './write-whole.ts';

export interface Written {
  /** File name without its ending: `report` for `report.md` and `report.html`. */
  readonly name: string;
  /** Shown by a browser's tab. */
  readonly title: string;
  /** @param undrawn charts that could not be drawn, with the reasons */
  readonly blocks: (undrawn: readonly UndrawnFigure[]) => Block[];
  /** Blocks of the page, where it has room for more. */
  readonly pageBlocks?: Written['blocks'];
}

/** Draws a figure; replaced in tests. */
export type Draw = typeof drawPng;

/**
 * Writes each file whole or not at all. A chart that cannot be drawn is left out, and the document names it.
 *
 * @param folder created if it is missing
 * @returns paths of the files, each beginning with `folder`: the page, the Markdown, charts
 * @throws Error of the file system if a file cannot be written
 */
export async function writeDocument(
  { name, title, blocks, pageBlocks = blocks }: Written,
  folder: string,
  draw: Draw = drawPng,
): Promise<string[]> {
  await mkdir(join(folder, 'charts'), { recursive: true });
  const images: string[] = [];
  const undrawn: UndrawnFigure[] = [];
  for (const { data, file } of figuresIn(blocks([]))) {
    if (file === null) continue;
    const result = await draw(data);
    if (result instanceof Error) undrawn.push({ file, reason: result.message });
    if (!Buffer.isBuffer(result)) continue;
    await writeWhole(join(folder, file), result);
    images.push(file);
  }
  const [page, text] = [join(folder, `${name}.html`), join(folder, `${name}.md`)];
  await writeWhole(text, renderMarkdown(blocks(undrawn), { images: new Set(images) }));
  await writeWhole(page, pageOf({ title, blocks: pageBlocks(undrawn) }));
  return [page, text, ...images.map((file) => join(folder, file))];
}
