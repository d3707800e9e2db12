/** What the app depended on: versions, and what each service counted of itself in the typical trial's window. */
import type { ServiceFigures } from '../../harness/records/run.ts';
import { measured } from '../comparison.ts';
import { code, escaped } from '../escape.ts';
import { figure, fixed } from '../format.ts';
import type { Group } from '../groups.ts';
import { table } from '../table.ts';

interface Row {
  readonly setup: string;
  readonly service: ServiceFigures;
}

/** Empty where no setup depends on a service. */
export function servicesTable({ results }: Group): string {
  const rows = measured(results).flatMap(({ setup, figures: { typical } }) =>
    typical.services.map((service) => ({ setup, service })),
  );
  return table<Row>(
    [
      { title: 'setup', align: 'left', cell: ({ setup }) => code(setup) },
      { title: 'service', align: 'left', cell: ({ service }) => code(service.name) },
      { title: 'version', align: 'left', cell: ({ service }) => escaped(service.version) },
      { title: 'figures at the window’s start and end', align: 'left', cell: figuresCell },
    ],
    rows,
  );
}

/** `commands 1,200 to 34,500, memoryBytes 9,000,000 to 9,100,000` */
function figuresCell({ service: { figures } }: Row): string {
  return Object.entries(figures)
    .map(([name, { atStart, atEnd }]) => `${escaped(name)} ${amount(atStart)} to ${amount(atEnd)}`)
    .join(', ');
}

/** Counts are whole. */
function amount(value: number): string {
  return Number.isInteger(value) ? fixed(value, 0) : figure(value);
}
