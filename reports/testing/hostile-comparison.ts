/** Comparisons whose every text is an attack, for tests of reports. */
import type { Comparison } from '../../harness/records/comparison.ts';

/** Text that might steer a terminal, a log of GitHub's Actions, Markdown or HTML. */
export const HOSTILE =
  '</details><img src=x onerror=alert(1)> | `x` ```` @everyone [x](javascript:alert(1)) ![y](http://z) \u001b[31mred\n\n# c\r\n- d \u202Egnp \u200B*b* #12 www.evil.example ::error::c ##[error]d';

/** A comparison whose texts are hostile, except where the schema holds a closed set. */
export function hostile(comparison: Comparison): Comparison {
  const run = { path: HOSTILE, commit: HOSTILE, nodeVersion: HOSTILE, hostname: HOSTILE, cpuModel: HOSTILE };
  const side = (of: Comparison['base']) => ({
    label: HOSTILE,
    runs: of.runs.map((one) => ({ ...one, ...run })),
  });
  const strings = { scenario: HOSTILE, title: HOSTILE, app: HOSTILE, id: HOSTILE };
  return {
    ...comparison,
    tool: { name: HOSTILE, version: HOSTILE },
    base: side(comparison.base),
    head: side(comparison.head),
    differences: comparison.differences.map(({ what }) => ({
      what,
      name: HOSTILE,
      base: HOSTILE,
      head: HOSTILE,
    })),
    cells: comparison.cells.map((cell) => ({
      ...cell,
      ...strings,
      reason: cell.reason === null ? null : HOSTILE,
    })),
    gates: comparison.gates.map((gate) => ({
      ...gate,
      text: HOSTILE,
      cell: HOSTILE,
      label: HOSTILE,
      reason: HOSTILE,
    })),
    onlyInBase: [HOSTILE],
    onlyInHead: [HOSTILE],
  };
}

const CLOSED = new Set([
  'schema',
  'status',
  'startedAt',
  'verdict',
  'metric',
  'unit',
  'better',
  'what',
  'source',
  'result',
  'sign',
  'correction',
]);

/** Paths of texts that are not hostile yet. */
export function harmless(value: unknown, path: string[] = []): string[] {
  if (typeof value === 'string') {
    const name = path.at(-1) ?? '';
    const closed = CLOSED.has(name) || path.join('.') === 'method.name';
    return closed || value === HOSTILE ? [] : [path.join('.')];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => harmless(one, [...path, key]));
}
