/** The grammar of gates, the same for every command: `p99[login] cluster-8-rr < 120ms`. docs/gates.md explains it. */
import type { GateRule } from '../records/gate.ts';
import { metricNames, metricOf, metrics } from '../stats/metrics/index.ts';
import type { Metric } from '../stats/metrics/metric.ts';
import { UsageError } from './usage-error.ts';
import { type Given, oneOf } from './values.ts';

/**
 * Metric, label in brackets, cell, sign, number, unit. A label may hold anything, brackets too: it ends at the last
 * bracket before the cell.
 */
const GATE = /^([^\s[\]<>]+)(?:\[(.*)\])?\s+(\S+?)\s*([<>]=?)\s*(\d+\.?\d*|\.\d+)\s*([^\s\d.,]\S*)?$/;

const EXAMPLE = '"p99 cluster-8-rr < 120"';

/**
 * gatesIn parses gates, one in each text or line.
 * @throws {UsageError} at the first malformed gate, unknown metric or unit; cells and labels are checked elsewhere
 */
export function gatesIn({ texts, origin }: Given): GateRule[] {
  const lines = texts.flatMap((text) => text.split('\n')).map((line) => line.trim());
  const gates = lines.filter((line) => line !== '');
  if (gates.length === 0) throw new UsageError(`${origin} needs a value, such as ${EXAMPLE}`);
  return gates.map((line) => gateIn(line, origin));
}

/**
 * gateIn parses one gate. The limit of a share is a percentage. Any other limit without a unit has the unit of the
 * tables: requests per second, ms, µs, MB.
 */
function gateIn(text: string, origin: string): GateRule {
  const match = GATE.exec(text);
  if (match === null) {
    throw new UsageError(
      `${origin} takes metric, variant, sign (<, <=, >, >=) and limit: ${EXAMPLE}, not "${text}"`,
    );
  }
  const [, metric = '', label, cell = '', sign = '', number = '', unit = ''] = match;
  const name = oneOf(metric, metricNames(), origin);
  if (label !== undefined) refuseLabel(label, metricOf(name), origin, text);
  const limit = Number(number) * scaleOf(unit, Number(number), metricOf(name), origin, text);
  if (sign === '<' && limit === 0) {
    throw new UsageError(`${origin} "${text}" can never be met, as no figure is below 0; write <= 0`);
  }
  return {
    text,
    metric: name,
    label: label ?? null,
    cell,
    sign: sign as GateRule['sign'],
    limit,
    unit: metricOf(name).unit,
  };
}

function refuseLabel(label: string, { name, isOfRequests }: Metric, origin: string, text: string): void {
  if (label.trim() === '') {
    throw new UsageError(
      `${origin} "${text}" has an empty label; write it between the brackets: ${name}[login]`,
    );
  }
  if (isOfRequests) return;
  const able = metrics.filter((metric) => metric.isOfRequests).map((metric) => metric.name);
  throw new UsageError(`${origin} "${text}": ${name} has no figure per label; ${able.join(', ')} have one`);
}

/** A bare 5 could mean 5% or 500%, so a share above 0 needs its sign. */
function scaleOf(unit: string, number: number, metric: Metric, origin: string, text: string): number {
  const { gateUnits: units, kind, name } = metric;
  const known = Object.keys(units).join(', ');
  const scale = unit === '' ? Object.values(units)[0] : units[unit];
  if (scale === undefined)
    throw new UsageError(`${origin} "${text}": ${name} is in ${known}, not in ${unit}`);
  if (unit === '' && kind === 'share' && number > 0) {
    throw new UsageError(`${origin} "${text}": ${name} needs its unit: ${number}%`);
  }
  return scale;
}
