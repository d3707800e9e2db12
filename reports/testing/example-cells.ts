/** Cells as a run would have them on a host that has everything. */

import type { CpuLimit } from '../../harness/config/cpu-limits.ts';
import type { AskedVariable } from '../../harness/config/variables.ts';
import { ABLE, exampleApp, resolved } from '../../harness/dev/testing/resolved.ts';
import type { Cell, ProxyFacts, ScenarioFacts } from '../../harness/records/run.ts';
import { proxyFacts } from '../../harness/run/proxy-facts.ts';
import { request } from '../../scenarios/request.ts';

const PM2 = { command: '/node_modules/.bin/pm2', version: '7.0.4' };

interface Axes {
  readonly workers: readonly number[];
  readonly policies: readonly string[];
  readonly proxies: readonly string[];
  readonly apps: readonly string[];
  readonly env: readonly AskedVariable[];
  readonly cpuLimits: readonly CpuLimit[];
  readonly scenarios: readonly ScenarioFacts[];
  /** As if they were named; those of a plain run if omitted. */
  readonly topologies?: readonly string[];
}

export function exampleCells({ apps, scenarios, topologies, ...axes }: Axes): Cell[] {
  const { cells } = resolved(
    {
      ...axes,
      ...(topologies && { topologies: topologies.map((name) => ({ name, isNamed: true })) }),
      apps: apps.map((name) => ({ ...exampleApp, name })),
      scenarios: scenarios.map(({ name, mode, metric, sends }) => ({
        ...{ name, mode, metric, summary: '', delay: 'none' },
        user: { protocol: 'http', request: request({ path: sends.split(' ')[1] ?? '/' }) },
      })),
    },
    { ...ABLE, programs: { ...ABLE.programs, pm2: PM2 } },
  );
  return cells.map(({ facts }) => facts);
}

/** The proxies of the example cells, as a record stores them. */
export const exampleProxies: readonly ProxyFacts[] = proxyFacts(resolved().cells, ABLE.programs);
