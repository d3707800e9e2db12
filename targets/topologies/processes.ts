import { runningTarget } from '../running-target.ts';
import type { Topology } from '../topology.ts';
import { startServerProcess } from './server-process.ts';

export const processes: Topology = {
  name: 'processes',
  summary: 'N separate servers, a port each; a proxy in front spreads the requests',
  portCount: (workers) => workers,
  start: async (app, context) => {
    const servers = await Promise.all(
      context.ports.map((port, instance) => startServerProcess(app, { port, instance }, context)),
    );
    return runningTarget(
      servers.map(({ child }) => child),
      servers.map(({ origin }) => origin),
    );
  },
};
