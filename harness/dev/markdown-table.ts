/** Tables of evidence, as the documentation takes them. */
import { type Column, table as tableBlocks } from '../../reports/document/table.ts';
import { renderMarkdown } from '../../reports/render/markdown.ts';

/** A table in Markdown without a closing newline. */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  return renderMarkdown(tableBlocks(columns, rows)).trimEnd();
}
