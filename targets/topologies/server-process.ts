/** One process that runs the app's script on a port of its own: all of `single`, a part of `processes`. */
import { setTimeout as sleep } from 'node:timers/promises';
import { appArguments, appEnvironment, isListening, preloadModule } from '../app-environment.ts';
import { describeExit } from '../describe-exit.ts';
import { untilAccepting } from '../knock.ts';
import { type App, type ChildHandle, TargetError, type TopologyContext } from '../topology.ts';

/** How long a process is trusted to announce that it listens. */
const KNOCK_AFTER_MS = 1_500;

/** @throws {TargetError} when the process ends, or does not listen on the port in time */
export async function startServerProcess(
  app: App,
  { port, instance }: { port: number; instance: number },
  context: TopologyContext,
): Promise<ChildHandle> {
  const child = context.spawn({
    name: app.name,
    command: process.execPath,
    args: [app.script, ...appArguments(app.args, port)],
    env: appEnvironment(app.env, { port, instance, policy: null }, [...app.preload, preloadModule]),
    ipc: true,
  });
  const obstacle = await untilListening(child, port, context);
  if (!obstacle) return child;
  throw new TargetError({ reason: `${app.name} ${obstacle}`, lastLines: child.lastLines() });
}

/** Settles when the port is served, or with why it will not be. */
async function untilListening(
  child: ChildHandle,
  port: number,
  { startTimeoutMs, signal }: TopologyContext,
): Promise<string | null> {
  const elsewhere = new Set<string>();
  const settled = new AbortController();
  const announced = new Promise<null>((resolve) => {
    child.onMessage((message) => {
      if (!isListening(message)) return;
      if (message.port === port) resolve(null);
      else elsewhere.add(`${message.address}:${message.port}`);
    });
  });
  const ended = child.exited.then((exit) => `ended before it listened (${describeExit(exit)})`);
  const untilSettled = { signal: AbortSignal.any([signal, settled.signal]) };
  const late = sleep(startTimeoutMs, undefined, untilSettled).then(
    () => describeSilence(port, startTimeoutMs, elsewhere),
    () => 'was interrupted',
  );
  // A native server does not announce itself. Who is merely slow has the time to; so has one whose port a
  // stranger took, to end or to go elsewhere, before the stranger's answer passes for his.
  const silent = sleep(KNOCK_AFTER_MS, undefined, untilSettled)
    .then(() => untilAccepting(port, settled.signal))
    .then(
      () => (elsewhere.size > 0 ? late : null),
      () => late,
    );
  const outcome = await Promise.race([announced, ended, late, silent]);
  settled.abort();
  return outcome;
}

export function describeSilence(
  port: number,
  startTimeoutMs: number,
  elsewhere: ReadonlySet<string>,
): string {
  const within = `within ${startTimeoutMs / 1000} s`;
  const mend = "let it listen on process.env.PORT, or hand it the port with --app-args '--port {port}'";
  return elsewhere.size > 0
    ? `listens on ${[...elsewhere].join(', ')} and not on port ${port} (process.env.PORT) ${within}: ${mend}`
    : `did not listen on port ${port} (process.env.PORT) ${within}: ${mend}, or give it longer with --start-timeout`;
}
