/**
 * Families of metrics as OpenMetrics 1.0 text. All are gauges, so that readers of Prometheus' older text format
 * (node_exporter's textfile collector, Pushgateway) take the same file.
 */
import { plainText } from '../../render/plain-text.ts';

export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Family {
  /** Ends with its unit, if it has one. */
  readonly name: string;
  readonly unit: string | null;
  readonly help: string;
  readonly samples: readonly Sample[];
}

/** Families without samples are left out. */
export function openMetricsText(families: readonly Family[]): string {
  const lines = families.filter(({ samples }) => samples.length > 0).flatMap(familyLines);
  return [...lines, '# EOF', ''].join('\n');
}

function familyLines({ name, unit, help, samples }: Family): string[] {
  return [
    `# TYPE ${name} gauge`,
    ...(unit === null ? [] : [`# UNIT ${name} ${unit}`]),
    `# HELP ${name} ${escaped(help)}`,
    ...samples.map(({ labels, value }) => `${name}${labelsText(labels)} ${value}`),
  ];
}

/** An empty label is the same as none. */
function labelsText(labels: Sample['labels']): string {
  const pairs = Object.entries(labels).filter(([, value]) => value !== '');
  return pairs.length === 0
    ? ''
    : `{${pairs.map(([name, value]) => `${name}="${escaped(value)}"`).join(',')}}`;
}

function escaped(text: string): string {
  return plainText(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
