/** The numbers of warnings with their units. A number's name decides its unit. */
import type { Warning } from '../harness/records/run.ts';
import { between, figure, fixed, megabytes, percent } from './format.ts';
import { groupedBy } from './grouped-by.ts';

/** `client utilization 91% to 97%, processes 2`: each number from its smallest to its largest value. */
export function numbersText(numbers: readonly Warning['numbers'][]): string {
  const values = groupedBy(numbers.flatMap(Object.entries<number>), ([name]) => name);
  return [...values]
    .map(([name, entries]) => {
      const { label, format } = UNITS.find(({ of }) => of.test(name)) ?? PLAIN;
      const range = between(
        entries.map(([, value]) => value),
        format,
      );
      return `${words(label === undefined ? name : name.replace(label, '')) || name} ${range}`;
    })
    .join(', ');
}

interface Unit {
  readonly of: RegExp;
  /** Part of the name that the unit makes redundant. */
  readonly label?: RegExp;
  readonly format: (value: number) => string;
}

const PLAIN: Omit<Unit, 'of'> = {
  format: (value) => (Number.isInteger(value) ? fixed(value, 0) : figure(value)),
};

const unit = (name: string) => (value: number) => `${PLAIN.format(value)}${name}`;
const share = (value: number) => percent(value, Math.abs(value) < 0.0995 ? 1 : 0);

const UNITS: readonly Unit[] = [
  { of: /(Ms|Milliseconds)$/, label: /(Ms|Milliseconds)$/, format: unit(' ms') },
  { of: /[sS]econds$/, label: /Seconds$/, format: unit(' s') },
  { of: /Bytes$/, label: /Bytes$/, format: (value) => `${megabytes(value)} MB` },
  { of: /Percent$|^(steal|pressure|busy)$/, label: /Percent$/, format: unit('%') },
  { of: /[sS]hare$|[uU]tilization$|[vV]ariation$|[wW]idth$|^spread$/, format: share },
  { of: /throughput$|[rR]ate$|PerSecond$/i, label: /PerSecond$/, format: unit(' req/s') },
];

/** `clientUtilization` as `client utilization`. */
function words(name: string): string {
  return name.replace(
    /([a-z0-9])([A-Z])/g,
    (_, end: string, start: string) => `${end} ${start.toLowerCase()}`,
  );
}
