import { PROCESS_CONTROLS } from '../process-controls.ts';
import type { Topology } from '../topology.ts';
import { runningServers, startServerProcess } from './server-process.ts';

export const single: Topology = {
  name: 'single',
  summary: 'one process, the reference for all others',
  hasPrimary: false,
  isReference: true,
  needsProxy: false,
  comparedWith: null,
  colour: '#4d4d4d',
  controls: PROCESS_CONTROLS,
  variants: ({ workers }) => (workers.includes(1) ? [{ label: single.name, workers: 1, policy: null }] : []),
  portCount: () => 1,
  start: async (app, context) => {
    const [port = 0] = context.ports;
    const server = await startServerProcess(app, { port, instance: 0 }, context);
    return runningServers([server]);
  },
};
