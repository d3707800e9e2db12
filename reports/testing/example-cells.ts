/** Cells as a run would have them on a host that has everything. */
import { resolveRun } from '../../harness/config/resolve-run.ts';
import type { AppSource, RunConfig } from '../../harness/config/run-config.ts';
import type { Cell, ScenarioFacts } from '../../harness/records/run.ts';
import { topologies } from '../../targets/topologies/index.ts';

interface Axes {
  readonly workers: readonly number[];
  readonly policies: readonly string[];
  readonly proxies: readonly string[];
  readonly apps: readonly string[];
  readonly scenarios: readonly ScenarioFacts[];
}

export function exampleCells({ apps, scenarios, ...axes }: Axes): Cell[] {
  const config = {
    ...axes,
    topologies: topologies.map(({ name }) => ({ name, isNamed: false })),
    apps: apps.map((name) => ({ ...APP, name })),
    scenarios: scenarios.map(({ name, mode, metric, path }) => ({
      ...{ name, mode, metric, path, summary: '', delay: 'none' as const },
      isCorrect: () => true,
    })),
    ...{ path: null, expectBody: null, expectStatuses: null, delayMs: 0, https: false, driver: null },
  } satisfies Partial<RunConfig>;
  return resolveRun(config as unknown as RunConfig, ABLE).cells.map(({ facts }) => facts);
}

const APP: AppSource = { name: '', script: '/app.js', command: null, args: [], nodeArgs: [], builtIn: true };

const ABLE = {
  platform: 'linux',
  nodeVersions: ['v24.0.0'],
  programs: { nginx: { command: '/usr/sbin/nginx', version: '1.22.1' } },
} as const;
