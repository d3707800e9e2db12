/** A document with one hostile text in every place that takes a text. */
import {
  type Block,
  callout,
  codeBlock,
  details,
  figure,
  heading,
  list,
  paragraph,
} from '../document/block.ts';
import { code, link, strong, text, tinted } from '../document/inline.ts';
import { nameColumn, table } from '../document/table.ts';

export function hostileDocument(hostile: string): Block[] {
  const line = text`${hostile} ${code(hostile)} ${strong(hostile)} ${tinted('bad', hostile)} ${link(hostile, hostile)}${link('https://example.org/', hostile)}`;
  const axis = { title: hostile, scale: 'linear', unit: hostile } as const;
  const words = { id: hostile, title: hostile, alt: hostile, subtitle: [hostile] };
  const chart = { kind: 'rows', ...words, axis, rows: [], legend: [], rules: [] } as const;
  const inner = [...paragraph(line), ...list([line, hostile]), ...codeBlock([hostile, '```'], 'text')];
  return [
    heading(1, line),
    ...inner,
    ...table([nameColumn(hostile, () => line), nameColumn('own', () => hostile)], [1, 2]),
    ...figure(chart, 'charts/x.png'),
    ...callout('warning', [line]),
    ...callout('note', [line, hostile]),
    ...details(line, inner),
  ];
}
