import type { Topology } from '../topology.ts';
import { attached } from './attached.ts';
import { cluster } from './cluster.ts';
import { clusterNaive } from './cluster-naive.ts';
import { own } from './own.ts';
import { pm2 } from './pm2/pm2.ts';
import { processes } from './processes.ts';
import { single } from './single.ts';

export const topologies: readonly Topology[] = [single, cluster, processes, clusterNaive, own, pm2, attached];
