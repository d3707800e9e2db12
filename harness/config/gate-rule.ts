/** `p99 cluster-8-rr < 120` -> an absolute limit. */
import type { GateRule } from '../compare/options.ts';
import { UsageError } from '../usage-error.ts';
import { metricIn } from './limits.ts';

const SIGNS = { '--max': '<', '--min': '>' } as const;
const EXAMPLES = { '--max': '"p99 cluster-8-rr < 120"', '--min': '"throughput single > 8000"' } as const;

/**
 * In the metric's unit: requests per second, ms, µs, bytes; of errors a share, which may be told in percent.
 *
 * @throws {UsageError} at what is no gate, an unknown metric, or a sign that the flag does not mean
 */
export function gateIn(text: string, flag: GateRule['flag']): GateRule {
  const match = /^\s*(\S+)\s+(\S+)\s*([<>]=?)\s*(\d+\.?\d*|\.\d+)(\s*%)?\s*$/.exec(text);
  const [, metric = '', cell = '', sign, number, percent] = match ?? [];
  if (!match || sign !== SIGNS[flag]) {
    throw new UsageError(`${flag} takes metric, cell and limit: ${flag} ${EXAMPLES[flag]}, not "${text}"`);
  }
  const limit = Number(number) / (percent ? 100 : 1);
  const rule = { text: text.trim(), flag, metric: metricIn(metric, flag), cell, limit };
  if (percent && rule.metric !== 'errors') {
    throw new UsageError(
      `${flag} takes ${rule.metric} in its unit; percent is for errors alone, not "${text}"`,
    );
  }
  return rule;
}
