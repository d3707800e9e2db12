/** One process that runs the app's script, or its command, on a port of its own: all of `single`, a part of `processes`. */
import { setTimeout as sleep } from 'node:timers/promises';
import { appEnvironment, launchOf, preloadModule } from '../app-environment.ts';
import { isListening, type Listening } from '../listening.ts';
import { type App, type ChildHandle, TargetError, type TopologyContext } from '../topology.ts';
import { untilAccepting } from './knock.ts';
import { untilServed, type Word } from './until-served.ts';

/**
 * How long a process is trusted to announce that it listens. A native server never does. Who is merely slow has
 * the time to; so has one whose port a stranger took, to end or to go elsewhere, before the stranger's answer
 * passes for his.
 */
const KNOCK_AFTER_MS = 1_500;

/** @throws {TargetError} when the process ends, or does not listen on the port in time */
export async function startServerProcess(
  app: App,
  { port, instance }: { port: number; instance: number },
  context: TopologyContext,
): Promise<ChildHandle> {
  const child = context.spawn({
    name: app.name,
    ...launchOf(app, port),
    env: appEnvironment(app.env, { port, instance, policy: null }, [...app.preload, preloadModule]),
  });
  const readListening = ({ address, port: heard }: Omit<Listening, 'type'>): Word =>
    heard === port ? { kind: 'served' } : { kind: 'elsewhere', address, port: heard };
  const obstacle = await untilServed(child, {
    ...context,
    port,
    read: (message) => (isListening(message) ? readListening(message) : null),
    // A launcher's child has no channel to us: its agent tells. Others may start on other ports at the same time.
    hear: (listener) =>
      context.onListening?.((listening) => listening.wanted === port && listener(readListening(listening))),
    listen: async (signal) => {
      await sleep(KNOCK_AFTER_MS, undefined, { signal }).catch(() => {});
      await untilAccepting(port, signal);
    },
  });
  if (obstacle === null) return child;
  throw new TargetError({ reason: `${app.name} ${obstacle}`, lastLines: child.lastLines() });
}
