import { type ChartKind, chartImage } from '../charts/charts.ts';
import { measured } from '../comparison.ts';
import { type Block, figure } from '../document/block.ts';
import type { Group } from '../groups.ts';

/** A chart's place in the report, by its file and its words. Empty where the group has no figures. */
export function chartFigure(kind: ChartKind, group: Group): Block[] {
  if (measured(group.results).length === 0) return [];
  const { file, alt } = chartImage(kind, group);
  const id = file.replace(/^charts\/|\.png$/g, '');
  const axis = { title: '', scale: 'linear' } as const;
  return figure(
    { kind: 'rows', id, title: alt, alt, subtitle: [], axis, rows: [], legend: [], rules: [] },
    file,
  );
}
