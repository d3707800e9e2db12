/** A cluster of ours as a running target: a primary's program, and its workers. */
import { nodeOptions, runtimeOf } from '../app-environment.ts';
import type { Controls } from '../controls.ts';
import { describeExit } from '../describe-exit.ts';
import { Instances } from '../instances.ts';
import { primaryControl, processControls } from '../process-controls.ts';
import { runningTarget } from '../running-target.ts';
import {
  type App,
  type ChildHandle,
  type RunningTarget,
  TargetError,
  type Topology,
  type TopologyContext,
} from '../topology.ts';
import { CLUSTER_ORDERS, type ClusterOrders, isLostWorker, type LostWorker } from './cluster-messages.ts';
import { untilServed } from './until-served.ts';
import { workerCounts } from './worker-counts.ts';

/** A command starts a process of its own, which no primary can fork. */
export const refuseCommand: NonNullable<Topology['obstacle']> = (_, { isCommand }) =>
  isCommand
    ? 'a command cannot be forked as the worker of a cluster; name the script that it starts with --app'
    : null;

/** clusterVariants returns a variant for each worker count and policy. */
export function clusterVariants(name: string): Topology['variants'] {
  return ({ workers, policies, isNamed }) =>
    workerCounts(workers, isNamed).flatMap((count) =>
      policies.map((policy) => ({ label: `${name}-${count}-${policy}`, workers: count, policy })),
    );
}

interface StartedCluster {
  readonly primary: ChildHandle;
  readonly instances: Instances;
}

interface ClusterProgram {
  /** Absolute path of the primary's program. */
  readonly program: string;
  /** Orders that differ from a cluster without watchdog, under back-off. */
  readonly orders?: Partial<ClusterOrders>;
  /** Whether the primary ends with its last worker, because it replaces none. */
  readonly endsWithWorkers?: boolean;
  /** Controls in addition to those that every cluster has. */
  readonly controls?: (started: StartedCluster) => Partial<Controls>;
}

/** @throws {TargetError} if a worker is lost before all of them listen, or they do not listen in time */
export async function startCluster(
  app: App,
  context: TopologyContext,
  { program, orders = {}, endsWithWorkers = false, controls = () => ({}) }: ClusterProgram,
): Promise<RunningTarget> {
  const primary = spawnPrimary(app, context, program, orders);
  const [port = 0] = context.ports;
  const instances = new Instances(primary, port, context);
  const intended = new Set<number>();
  const { wasTold = () => false } = context;
  // A primary that was told to stop stops its workers.
  const isSurprising = ({ pid, givenUp }: LostWorker) =>
    givenUp || (!wasTold(pid) && !intended.has(pid) && !intended.has(primary.pid));
  const lost = firstLoss(primary, isSurprising);
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
  return runningTarget([primary], [served.origin], {
    reportedFailure,
    controls: {
      ...processControls({
        children: () => [primary],
        pidOf: (instance) => instances.pidOf(instance),
        leaderOf: () => (endsWithWorkers && context.workers === 1 ? primary : undefined),
        intended,
      }),
      ...primaryControl(primary, intended),
      ...controls({ primary, instances }),
    },
    intended,
  });
}

function spawnPrimary(
  app: App,
  { host, ports, workers, policy, spawn }: TopologyContext,
  program: string,
  orders: Partial<ClusterOrders>,
): ChildHandle {
  // Workers inherit NODE_OPTIONS from the primary, with what it preloads.
  const { NODE_OPTIONS, ...env } = app.env;
  const all: ClusterOrders = {
    script: app.script,
    args: app.args,
    nodeArgs: app.nodeArgs ?? [],
    env,
    host,
    port: ports[0] ?? 0,
    workers,
    isRoundRobin: policy?.isRoundRobin ?? true,
    reusePort: policy?.reusePort ?? false,
    isSticky: policy?.isSticky ?? false,
    watchdogMs: null,
    memoryLimitBytes: null,
    backoff: true,
    ...orders,
  };
  return spawn({
    name: `${app.name}'s primary`,
    ...runtimeOf(app),
    args: [program],
    env: {
      ...env,
      [CLUSTER_ORDERS]: JSON.stringify(all),
      NODE_OPTIONS: nodeOptions(app.preload, NODE_OPTIONS),
    },
    ipc: true,
  });
}

/**
 * Settles with the first worker that ended unintentionally. The primary may replace it, but figures taken meanwhile
 * are not those of the cell.
 */
function firstLoss(primary: ChildHandle, isSurprising: (loss: LostWorker) => boolean): Promise<LostWorker> {
  return new Promise((resolve) => {
    primary.onMessage((message) => {
      if (isLostWorker(message) && isSurprising(message)) resolve(message);
    });
  });
}

function describeLoss(loss: LostWorker): string {
  const outcome = loss.givenUp ? '; the primary gave up after too many crashes' : '';
  return `worker ${loss.instance} (pid ${loss.pid}, ${describeExit(loss)}${outcome})`;
}
