import type { RunRecord } from '../../harness/records/run.ts';
import { figuresIn } from '../document/block.ts';
import { renderMarkdown } from '../render/markdown.ts';
import { runDocument } from '../run/document.ts';

/** The report in Markdown, with every chart as if it had been drawn. */
export function renderedRun(record: RunRecord): string {
  const document = runDocument(record);
  const files = figuresIn(document).flatMap(({ file }) => file ?? []);
  return renderMarkdown(document, { images: new Set(files) });
}
