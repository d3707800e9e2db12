/**
 * Preloaded into every process of an app with `--require`, so that any script that listens on
 * `process.env.PORT` serves in every topology unchanged:
 *
 * - it listens on 127.0.0.1 where it would have listened on every address, and where it says otherwise,
 * - it listens with `reusePort` where the policy says so,
 * - it tells the agent in its own process where it listens.
 *
 * Node preloads modules into the thread of module hooks, into workers and into every tool that the app starts, too.
 * Whatever goes wrong here must not be the app's trouble: imports run nothing, and nothing throws.
 */
import { channel } from 'node:diagnostics_channel';
import net, { type ListenOptions } from 'node:net';
import { isMainThread } from 'node:worker_threads';
import { LISTENING_CHANNEL, type ListeningServer, REUSE_PORT } from './listening.ts';

const port = Number(process.env.PORT);
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

/** The result, or what is given in its place where there is none: the app goes on as if we were not there. */
function safely<Result>(otherwise: Result, attempt: () => Result): Result {
  try {
    return attempt();
  } catch {
    return otherwise;
  }
}

/** `listen(options, ...)` and `listen(port, host?, backlog?, callback?)` on our port; anything else as it is. */
function adapt(args: unknown[]): unknown[] {
  const [first, ...rest] = args;
  if (typeof first === 'object' && first !== null) {
    const options = first as ListenOptions;
    return Number(options.port) === port ? [adaptOptions(options), ...rest] : args;
  }
  if (typeof first !== 'number' && typeof first !== 'string') return args;
  if (Number(first) !== port) return args;
  const host = rest.find((arg) => typeof arg === 'string');
  const backlog = rest.find((arg) => typeof arg === 'number');
  const callback = rest.findLast((arg) => typeof arg === 'function');
  const options = adaptOptions({ port, ...(host ? { host } : {}), ...(backlog ? { backlog } : {}) });
  return callback ? [options, callback] : [options];
}

function adaptOptions(options: ListenOptions): ListenOptions {
  const everywhere = !options.host || ['0.0.0.0', '::'].includes(options.host);
  return {
    ...options,
    ...(everywhere ? { host: '127.0.0.1' } : {}),
    ...(reusePort ? { reusePort } : {}),
  } as ListenOptions;
}

/** A socket of the worker's own is not the cluster's: to be told to stop closes the others, not this one. */
function closeWithCluster(server: net.Server): void {
  process.once('disconnect', () => server.close());
}

function announce(server: net.Server): void {
  const address = server.address();
  if (typeof address !== 'object' || address === null) return;
  const listening: ListeningServer = {
    server,
    address: address.address,
    port: address.port,
    expectedPort: port,
  };
  channel(LISTENING_CHANNEL).publish(listening);
}

if (isMainThread) safely(undefined, preload);
