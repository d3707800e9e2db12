/**
 * Preloaded into every process of an app with `--require`, so that any script that listens on `process.env.PORT`
 * serves in every topology unchanged:
 *
 * - it listens on the address that the harness chose if it would have listened on every address, else on its own,
 * - it listens with `reusePort`, or takes connections from the primary, if the policy requires it,
 * - it announces to the agent in its own process where it listens.
 *
 * Node also preloads modules into the thread of module hooks, into workers and into every tool that the app starts.
 * Failures here must never affect the app: importing has no side effects, and nothing throws.
 */
import cluster from 'node:cluster';
import { channel } from 'node:diagnostics_channel';
import net, { type ListenOptions } from 'node:net';
import { isMainThread } from 'node:worker_threads';
import {
  LISTEN_ON,
  LISTENING_CHANNEL,
  LISTENING_MESSAGE,
  type ListeningServer,
  REUSE_PORT,
} from './listening.ts';
import { LOOPBACK, meansEveryAddress } from './origin.ts';
import { STICKY } from './sticky/messages.ts';
import { takeConnections } from './sticky/take-connections.ts';

const port = Number(process.env.PORT);
const host = process.env[LISTEN_ON] || LOOPBACK;
const reusePort = process.env[REUSE_PORT] === '1';

type Listen = (this: net.Server, ...args: unknown[]) => net.Server;

function preload(): void {
  const listen = net.Server.prototype.listen as Listen;
  const patched: Listen = function (...args) {
    const adapted = safely(args, () => {
      this.once('listening', () => safely(undefined, () => announce(this)));
      if (reusePort) closeWithCluster(this);
      return adapt(args);
    });
    return listen.apply(this, adapted);
  };
  net.Server.prototype.listen = patched as typeof net.Server.prototype.listen;
}

/** Returns the result, or a fallback if there is none, so that the app goes on as without the preload. */
function safely<Result>(otherwise: Result, attempt: () => Result): Result {
  try {
    return attempt();
  } catch {
    return otherwise;
  }
}

/**
 * Adapts `listen(options, ...)` and `listen(port, host?, backlog?, callback?)` on our port; leaves anything else
 * unchanged.
 */
function adapt(args: unknown[]): unknown[] {
  const [first, ...rest] = args;
  if (typeof first === 'object' && first !== null) {
    const options = first as ListenOptions;
    return Number(options.port) === port ? [adaptOptions(options), ...rest] : args;
  }
  if (typeof first !== 'number' && typeof first !== 'string') return args;
  if (Number(first) !== port) return args;
  const named = rest.find((arg) => typeof arg === 'string');
  const backlog = rest.find((arg) => typeof arg === 'number');
  const callback = rest.findLast((arg) => typeof arg === 'function');
  const options = adaptOptions({ port, ...(named ? { host: named } : {}), ...(backlog ? { backlog } : {}) });
  return callback ? [options, callback] : [options];
}

function adaptOptions(options: ListenOptions): ListenOptions {
  const everywhere = !options.host || meansEveryAddress(options.host);
  return {
    ...options,
    ...(everywhere ? { host } : {}),
    ...(reusePort ? { reusePort } : {}),
  } as ListenOptions;
}

/**
 * Closes a `reusePort` server when its worker must stop: disconnecting closes only the servers that belong to the
 * cluster.
 */
function closeWithCluster(server: net.Server): void {
  process.once('disconnect', () => server.close());
}

function announce(server: net.Server): void {
  const address = server.address();
  if (typeof address !== 'object' || address === null || listensForWorkers()) return;
  if (reusePort && address.port === port && process.connected) process.send?.(LISTENING_MESSAGE);
  const listening: ListeningServer = {
    server,
    address: address.address,
    port: address.port,
    expectedPort: port,
  };
  channel(LISTENING_CHANNEL).publish(listening);
}

/** A primary under round-robin listens for its workers, which announce themselves. It serves nothing. */
function listensForWorkers(): boolean {
  return cluster.isPrimary && Object.keys(cluster.workers ?? {}).length > 0;
}

if (isMainThread) {
  safely(undefined, preload);
  if (process.env[STICKY] === '1') safely(undefined, () => takeConnections(port));
}
