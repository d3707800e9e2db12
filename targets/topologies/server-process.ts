/** One process that runs the app's script or command on its own port. `single` has one, `processes` has several. */
import { setTimeout as sleep } from 'node:timers/promises';
import { appEnvironment, launchOf, preloadModule } from '../app-environment.ts';
import { Instances } from '../instances.ts';
import { type App, type ChildHandle, type Origin, TargetError, type TopologyContext } from '../topology.ts';
import { untilServed } from './until-served.ts';
import { waitForPort } from './wait-for-port.ts';

/**
 * How long to wait for a process to announce that it listens, before connecting to the port instead. A native server
 * never announces itself. The wait suffices for a slow app. It also suffices for an app whose port another program
 * took: it ends or goes elsewhere before the other program's response could be mistaken for its own.
 */
const CONNECT_AFTER_MS = 1_500;

export interface ServerProcess {
  readonly child: ChildHandle;
  readonly origin: Origin;
  /** Pid of the process that serves: the child, unless the child is a launcher. */
  readonly pid: () => number;
}

/** @throws {TargetError} when the process ends, or does not listen on the port in time */
export async function startServerProcess(
  app: App,
  { port, instance }: { port: number; instance: number },
  context: TopologyContext,
): Promise<ServerProcess> {
  const { host } = context;
  const place = { host, port, instance, reusePort: false };
  const child = context.spawn({
    name: app.name,
    instance,
    ...launchOf(app, port),
    env: appEnvironment(app.env, place, [...app.preload, preloadModule]),
  });
  const instances = new Instances(child, port, context);
  const served = await untilServed(child, {
    ...context,
    port,
    instances: 1,
    listen: async (signal) => {
      await sleep(CONNECT_AFTER_MS, undefined, { signal }).catch(() => {});
      return waitForPort({ host, port }, signal);
    },
  });
  if ('origin' in served) {
    return { child, origin: served.origin, pid: () => instances.pidOf(instance) ?? child.pid };
  }
  throw new TargetError({ reason: `${app.name} ${served.obstacle}`, lastLines: child.lastLines() });
}
