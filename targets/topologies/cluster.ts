import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { nodeOptions } from '../app-environment.ts';
import { describeExit } from '../describe-exit.ts';
import { runningTarget } from '../running-target.ts';
import {
  type App,
  type ChildHandle,
  TargetError,
  type TargetFailure,
  type Topology,
  type TopologyContext,
} from '../topology.ts';
import { CLUSTER_ORDERS, type ClusterOrders, type FromPrimary, isFromPrimary } from './cluster-messages.ts';
import { describeSilence } from './server-process.ts';

const primaryProgram = fileURLToPath(import.meta.resolve('./cluster-primary.js'));

export const cluster: Topology = {
  name: 'cluster',
  summary: 'N workers of node:cluster, one shared port, under policy rr, none or reuseport',
  portCount: () => 1,
  start: async (app, context) => {
    const primary = spawnPrimary(app, context);
    const failure = await untilReady(app, primary, context);
    if (failure) throw new TargetError({ reason: failure, lastLines: primary.lastLines() });
    return runningTarget([primary], context.ports, lostWorker(app, primary));
  },
};

function spawnPrimary(app: App, { ports, workers, policy, spawn }: TopologyContext): ChildHandle {
  const orders: ClusterOrders = {
    script: app.script,
    args: app.args,
    env: app.env,
    port: ports[0] ?? 0,
    workers,
    policy: policy ?? 'rr',
  };
  return spawn({
    name: `${app.name}'s primary`,
    command: process.execPath,
    args: [primaryProgram],
    env: { ...app.env, [CLUSTER_ORDERS]: JSON.stringify(orders), NODE_OPTIONS: nodeOptions(app.preload) },
    ipc: true,
  });
}

/** Settles when every worker listens, or with why they will not. */
async function untilReady(
  app: App,
  primary: ChildHandle,
  { ports, startTimeoutMs, signal }: TopologyContext,
): Promise<string | null> {
  const elsewhere = new Set<string>();
  const settled = new AbortController();
  const heard = new Promise<string | null>((resolve) => {
    onPrimaryMessage(primary, (message) => {
      if (message.type === 'cluster-bench:ready') resolve(null);
      else if (message.type === 'cluster-bench:elsewhere')
        elsewhere.add(`${message.address}:${message.port}`);
      else resolve(`${app.name} lost ${describeLoss(message)} before every worker listened`);
    });
  });
  const ended = primary.exited.then((exit) => `${primary.name} ended (${describeExit(exit)})`);
  const late = sleep(startTimeoutMs, undefined, { signal: AbortSignal.any([signal, settled.signal]) }).then(
    () => `${app.name} ${describeSilence(ports[0] ?? 0, startTimeoutMs, elsewhere)}`,
    () => 'interrupted',
  );
  const outcome = await Promise.race([heard, ended, late]);
  settled.abort();
  return outcome;
}

/** The primary replaces a lost worker, but figures taken meanwhile are not those of the cell. */
function lostWorker(app: App, primary: ChildHandle): Promise<TargetFailure> {
  return new Promise((resolve) => {
    onPrimaryMessage(primary, (message) => {
      if (message.type !== 'cluster-bench:lost') return;
      const reason = `${app.name} lost ${describeLoss(message)} while it was under load`;
      resolve({ reason, lastLines: primary.lastLines() });
    });
  });
}

function describeLoss(loss: Extract<FromPrimary, { type: 'cluster-bench:lost' }>): string {
  const outcome = loss.givenUp ? '; the primary gave up after too many' : '';
  return `worker ${loss.instance} (pid ${loss.pid}, ${describeExit(loss)}${outcome})`;
}

function onPrimaryMessage(primary: ChildHandle, listener: (message: FromPrimary) => void): void {
  primary.onMessage((message) => {
    if (isFromPrimary(message)) listener(message);
  });
}
