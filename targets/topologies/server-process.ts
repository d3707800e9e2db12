/** One process that runs the app's script, or its command, on a port of its own: all of `single`, a part of `processes`. */
import { setTimeout as sleep } from 'node:timers/promises';
import { appEnvironment, launchOf, preloadModule } from '../app-environment.ts';
import { type App, type ChildHandle, type Origin, TargetError, type TopologyContext } from '../topology.ts';
import { untilAccepting } from './knock.ts';
import { untilServed } from './until-served.ts';

/**
 * How long a process is trusted to announce that it listens. A native server never does. Who is merely slow has
 * the time to; so has one whose port a stranger took, to end or to go elsewhere, before the stranger's answer
 * passes for his.
 */
const KNOCK_AFTER_MS = 1_500;

interface ServerProcess {
  readonly child: ChildHandle;
  readonly origin: Origin;
}

/** @throws {TargetError} when the process ends, or does not listen on the port in time */
export async function startServerProcess(
  app: App,
  { port, instance }: { port: number; instance: number },
  context: TopologyContext,
): Promise<ServerProcess> {
  const child = context.spawn({
    name: app.name,
    ...launchOf(app, port),
    env: appEnvironment(app.env, { port, instance, reusePort: false }, [...app.preload, preloadModule]),
  });
  const served = await untilServed(child, {
    ...context,
    port,
    instances: 1,
    listen: async (signal) => {
      await sleep(KNOCK_AFTER_MS, undefined, { signal }).catch(() => {});
      return untilAccepting(port, signal);
    },
  });
  if ('origin' in served) return { child, origin: served.origin };
  throw new TargetError({ reason: `${app.name} ${served.obstacle}`, lastLines: child.lastLines() });
}
