import type { Topology } from '../topology.ts';
import { SERVER_CONTROLS, startServers } from './running-servers.ts';

export const single: Topology = {
  name: 'single',
  summary: 'one process, the reference for all others',
  hasPrimary: false,
  isReference: true,
  needsProxy: false,
  comparedWith: null,
  colour: '#4d4d4d',
  controls: SERVER_CONTROLS,
  variants: ({ workers }) => (workers.includes(1) ? [{ label: single.name, workers: 1, policy: null }] : []),
  portCount: () => 1,
  start: startServers,
};
