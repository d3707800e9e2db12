import { fileURLToPath } from 'node:url';
import { PROCESS_CONTROLS } from '../process-controls.ts';
import type { Topology } from '../topology.ts';
import { cluster } from './cluster.ts';
import { clusterVariants, refuseCommand, startCluster } from './cluster-target.ts';

const program = fileURLToPath(import.meta.resolve('./cluster-naive-primary.js'));

export const clusterNaive: Topology = {
  name: 'cluster-naive',
  summary: 'N workers of a five-line primary, which replaces none',
  inDefaultPlan: false,
  hasPrimary: true,
  isReference: false,
  needsProxy: false,
  comparedWith: { topology: cluster.name, policy: null },
  colour: '#8c6d31',
  obstacle: refuseCommand,
  controls: [...PROCESS_CONTROLS, 'killPrimary'],
  variants: clusterVariants('cluster-naive'),
  portCount: () => 1,
  start: (app, context) => startCluster(app, context, { program, endsWithWorkers: true }),
};
