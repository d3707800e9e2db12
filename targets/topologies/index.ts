import type { Topology } from '../topology.ts';
import { attached } from './attached.ts';
import { cluster } from './cluster.ts';
import { processes } from './processes.ts';
import { single } from './single.ts';

export const topologies: readonly Topology[] = [single, cluster, processes, attached];
