/** Services that the app depends on: versions, and what each counted of itself in the typical trial's window. */
import type { ServiceFigures } from '../../harness/records/run.ts';
import type { CellResult } from '../cell-result.ts';
import { measured } from '../comparison.ts';
import { type Block, paragraph } from '../document/block.ts';
import { code } from '../document/inline.ts';
import { nameColumn, table } from '../document/table.ts';
import { figure, fixed } from '../format.ts';
import type { Group } from '../groups.ts';
import { variantColumn } from './variant-column.ts';

interface Row extends Pick<CellResult, 'cell'> {
  readonly service: ServiceFigures;
}

/** Empty where no variant depends on a service. */
export function servicesTable({ results }: Group): Block[] {
  const rows = measured(results).flatMap(({ cell, figures: { typical } }) =>
    typical.services.map((service): Row => ({ cell, service })),
  );
  if (rows.length === 0) return [];
  return [
    ...paragraph('Services that the app depends on, in the trial with the median throughput:'),
    ...table<Row>(
      [
        variantColumn,
        nameColumn('service', ({ service }) => code(service.name)),
        nameColumn('version', ({ service }) => service.version),
        ...(rows.some(({ service }) => Object.keys(service.settings).length > 0)
          ? [nameColumn<Row>('settings', settingsCell)]
          : []),
        nameColumn('figures at the start and end of the window', figuresCell),
        ...(rows.some(({ service }) => Object.keys(service.overWindow).length > 0)
          ? [nameColumn<Row>('over the window: mean (from to)', overWindowCell)]
          : []),
      ],
      rows,
    ),
  ];
}

/** `commands 1,200 to 34,500, memoryBytes 9,000,000 to 9,100,000` */
function figuresCell({ service: { figures } }: Row): string {
  return Object.entries(figures)
    .map(([name, { atStart, atEnd }]) => `${name} ${amount(atStart)} to ${amount(atEnd)}`)
    .join(', ');
}

/** `fsync off, max_connections 100` */
function settingsCell({ service: { settings } }: Row): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

/** `backends 40 (40 to 40)` */
function overWindowCell({ service: { overWindow } }: Row): string {
  return Object.entries(overWindow)
    .map(([name, { min, mean, max }]) => `${name} ${amount(mean)} (${amount(min)} to ${amount(max)})`)
    .join(', ');
}

/** Counts are whole. */
function amount(value: number): string {
  return Number.isInteger(value) ? fixed(value, 0) : figure(value);
}
