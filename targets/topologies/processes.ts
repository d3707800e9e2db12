import { rr } from '../policies/rr.ts';
import { PROCESS_CONTROLS } from '../process-controls.ts';
import type { Topology } from '../topology.ts';
import { cluster } from './cluster.ts';
import { runningServers, startServerProcess } from './server-process.ts';
import { workerCounts } from './worker-counts.ts';

export const processes: Topology = {
  name: 'processes',
  summary: 'N separate servers behind a proxy, one port each',
  hasPrimary: false,
  isReference: false,
  needsProxy: true,
  // One balancer instead of two.
  comparedWith: { topology: cluster.name, policy: rr.name },
  colour: '#b5568c',
  controls: PROCESS_CONTROLS,
  variants: ({ workers, isNamed }) =>
    workerCounts(workers, isNamed).map((count) => ({
      label: `${processes.name}-${count}`,
      workers: count,
      policy: null,
    })),
  portCount: (workers) => workers,
  start: async (app, context) => {
    const servers = await Promise.all(
      context.ports.map((port, instance) => startServerProcess(app, { port, instance }, context)),
    );
    return runningServers(servers);
  },
};
