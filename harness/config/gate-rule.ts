/** `p99 cluster-8-rr < 120` -> an absolute limit. */

import { metricOf } from '../stats/metrics/index.ts';
import type { GateRule } from './compare-rules.ts';
import { metricIn } from './limits.ts';
import { UsageError } from './usage-error.ts';

const EXAMPLES = { '--max': '"p99 cluster-8-rr < 120"', '--min': '"throughput single > 8000"' } as const;

/**
 * The limit of a share is told in percent; of all others one without a unit is in that of the tables: requests per
 * second, ms, µs, MB.
 *
 * @throws {UsageError} at what is no gate, an unknown metric, a unit that it has not, or a sign that the flag does not
 * mean
 */
export function gateIn(text: string, flag: GateRule['flag']): GateRule {
  const match = /^\s*(\S+)\s+(\S+?)\s*([<>]=?)\s*(\d+\.?\d*|\.\d+)\s*(\S*)\s*$/.exec(text);
  const [, metric = '', cell = '', sign = '', number = '', unit = ''] = match ?? [];
  if (!match || !isSignOf(flag, sign)) {
    throw new UsageError(`${flag} takes metric, setup and limit: ${flag} ${EXAMPLES[flag]}, not "${text}"`);
  }
  const name = metricIn(metric, flag);
  const { gateUnits: units, kind } = metricOf(name);
  // A bare 5 could be 5 % or 500 %.
  const usual = kind === 'share' && Number(number) > 0 ? undefined : Object.values(units)[0];
  const scale = unit === '' ? usual : units[unit];
  if (scale === undefined) {
    throw new UsageError(`${flag} takes ${name} in ${Object.keys(units).join(', ')}, not "${text}"`);
  }
  return { text: text.trim(), flag, metric: name, cell, sign, limit: Number(number) * scale };
}

function isSignOf(flag: GateRule['flag'], sign: string): sign is GateRule['sign'] {
  return sign.startsWith(flag === '--max' ? '<' : '>');
}
