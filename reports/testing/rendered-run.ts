import type { RunRecord } from '../../harness/records/run.ts';
import { plannedCharts } from '../charts/charts.ts';
import { renderMarkdown } from '../render/markdown.ts';
import { runDocument } from '../run/document.ts';

/** The report in Markdown, with every chart that has something to show, as if it had been drawn. */
export function renderedRun(record: RunRecord): string {
  const charts = plannedCharts(record).filter(({ draw }) => draw() !== null);
  return renderMarkdown(runDocument(record), { images: new Set(charts.map(({ image }) => image.file)) });
}
