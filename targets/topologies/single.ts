import { runningTarget } from '../running-target.ts';
import type { Topology } from '../topology.ts';
import { startServerProcess } from './server-process.ts';

export const single: Topology = {
  name: 'single',
  summary: 'one process: what everything else is compared with',
  portCount: () => 1,
  start: async (app, context) => {
    const [port = 0] = context.ports;
    const { child, origin } = await startServerProcess(app, { port, instance: 0 }, context);
    return runningTarget([child], [origin]);
  },
};
