/** Cells as a run would have them on a host that has everything. */
import { exampleApp, resolved } from '../../harness/dev/testing/resolved.ts';
import type { Cell, ScenarioFacts } from '../../harness/records/run.ts';

interface Axes {
  readonly workers: readonly number[];
  readonly policies: readonly string[];
  readonly proxies: readonly string[];
  readonly apps: readonly string[];
  readonly scenarios: readonly ScenarioFacts[];
}

export function exampleCells({ apps, scenarios, ...axes }: Axes): Cell[] {
  const { cells } = resolved({
    ...axes,
    apps: apps.map((name) => ({ ...exampleApp, name })),
    scenarios: scenarios.map(({ name, mode, metric, path }) => ({
      ...{ name, mode, metric, path, summary: '', delay: 'none' },
      isCorrect: () => true,
    })),
  });
  return cells.map(({ facts }) => facts);
}
