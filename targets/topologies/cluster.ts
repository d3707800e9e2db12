import { fileURLToPath } from 'node:url';
import { nodeOptions, runtimeOf } from '../app-environment.ts';
import { describeExit } from '../describe-exit.ts';
import { followInstances, PROCESS_CONTROLS, processControls } from '../process-controls.ts';
import { runningTarget } from '../running-target.ts';
import { type App, type ChildHandle, TargetError, type Topology, type TopologyContext } from '../topology.ts';
import { CLUSTER_ORDERS, type ClusterOrders, isLostWorker, type LostWorker } from './cluster-messages.ts';
import { untilServed } from './until-served.ts';
import { workerCounts } from './worker-counts.ts';

const primaryProgram = fileURLToPath(import.meta.resolve('./cluster-primary.js'));

export const cluster: Topology = {
  name: 'cluster',
  summary: 'N workers of node:cluster, one shared port, under policy rr, none or reuseport',
  hasPrimary: true,
  isReference: false,
  needsProxy: false,
  comparedWith: null,
  colour: null,
  obstacle: (_, { isCommand }) =>
    isCommand
      ? 'a command cannot be forked as the worker of a cluster; name the script that it starts with --app'
      : null,
  controls: PROCESS_CONTROLS,
  variants: ({ workers, policies, isNamed }) =>
    workerCounts(workers, isNamed).flatMap((count) =>
      policies.map((policy) => ({
        label: `${cluster.name}-${count}-${policy}`,
        workers: count,
        policy,
      })),
    ),
  portCount: () => 1,
  start: async (app, context) => {
    const primary = spawnPrimary(app, context);
    const [port = 0] = context.ports;
    const pids = followInstances(primary, port, context);
    const intended = new Set<number>();
    const lost = firstLoss(primary, intended);
    const served = await untilServed(primary, {
      ...context,
      port,
      instances: context.workers,
      failed: lost.then((loss) => `lost ${describeLoss(loss)} before every worker listened`),
    });
    if ('obstacle' in served) {
      throw new TargetError({ reason: `${app.name} ${served.obstacle}`, lastLines: primary.lastLines() });
    }
    const reportedFailure = lost.then((loss) => ({
      reason: `${app.name} lost ${describeLoss(loss)} while it was under load`,
      lastLines: primary.lastLines(),
    }));
    const controls = processControls({
      children: [primary],
      pidOf: (instance) => pids.get(instance),
      intended,
    });
    return runningTarget([primary], [served.origin], { reportedFailure, controls, intended });
  },
};

function spawnPrimary(app: App, { ports, workers, policy, spawn }: TopologyContext): ChildHandle {
  // Workers inherit NODE_OPTIONS from the primary, with what it preloads.
  const { NODE_OPTIONS, ...env } = app.env;
  const orders: ClusterOrders = {
    script: app.script,
    args: app.args,
    nodeArgs: app.nodeArgs ?? [],
    env,
    port: ports[0] ?? 0,
    workers,
    isRoundRobin: policy?.isRoundRobin ?? true,
    reusePort: policy?.reusePort ?? false,
  };
  return spawn({
    name: `${app.name}'s primary`,
    ...runtimeOf(app),
    args: [primaryProgram],
    env: {
      ...env,
      [CLUSTER_ORDERS]: JSON.stringify(orders),
      NODE_OPTIONS: nodeOptions(app.preload, NODE_OPTIONS),
    },
    ipc: true,
  });
}

/**
 * Settles with the first worker that ended unintentionally. The primary replaces it, but figures taken meanwhile are
 * not those of the cell.
 */
function firstLoss(primary: ChildHandle, intended: ReadonlySet<number>): Promise<LostWorker> {
  return new Promise((resolve) => {
    primary.onMessage((message) => {
      if (isLostWorker(message) && !intended.has(message.pid)) resolve(message);
    });
  });
}

function describeLoss(loss: LostWorker): string {
  const outcome = loss.givenUp ? '; the primary gave up after too many crashes' : '';
  return `worker ${loss.instance} (pid ${loss.pid}, ${describeExit(loss)}${outcome})`;
}
