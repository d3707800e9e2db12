/** Figures -> what a reader sees. */
import { figure, fixed, likeFigure } from '../../reports/format.ts';
import type { Palette } from '../../reports/render/palette.ts';
import type { Figure } from '../micro/figure.ts';
import { nameOf } from '../micro/names.ts';
import { microFindings } from './micro-findings.ts';

const HEADINGS = ['what', 'median µs', 'MAD µs', 'per second'];

const NOTE =
  'µs of CPU time; MAD is the median absolute deviation. Each was measured alone and hot: beside other work it costs more.';

/** @param host one line about where it was measured; ends in a newline */
export function microReport(figures: readonly Figure[], host: string, palette: Palette): string {
  const parts = [
    palette.strong(host),
    tableOf(figures, palette),
    microFindings(figures).join('\n'),
    palette.quiet(NOTE),
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

/** Operations per second that take up one core. */
export function perSecond({ medianUs }: Pick<Figure, 'medianUs'>): number {
  return Number((1e6 / medianUs).toPrecision(3));
}

function tableOf(figures: readonly Figure[], palette: Palette): string {
  const rows = figures.map((row) => [
    nameOf(row),
    figure(row.medianUs),
    likeFigure(row.madUs, row.medianUs),
    fixed(perSecond(row), 0),
  ]);
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells.map((cell, column) => pad(cell, widths[column] ?? 0, column)).join('  ');
  return [palette.quiet(line(HEADINGS)), ...rows.map(line)].join('\n');
}

function pad(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}
