/**
 * The CPU profiler of this process: V8's own, through `node:inspector` and without a port. The module is loaded only in
 * a process that is asked for a profile, and at once: in a busy one an import would take longer than the window.
 */
import { writeFile } from 'node:fs/promises';
import type { Session } from 'node:inspector';
import { at, type Window } from '../host/clock.ts';

/** V8's default. */
const SHORTEST_INTERVAL_US = 1_000;
/** Samples of a long window: an hour at the default would fill the worker's memory. */
const MOST_SAMPLES = 100_000;

/**
 * profileWindow writes the profile of a window to a file, as JSON. It rejects if this Node has no inspector, or the file
 * cannot be written.
 *
 * @param ended settles when the window has ended
 */
export async function profileWindow(window: Window, ended: Promise<void>, file: string): Promise<void> {
  const { Session } = process.getBuiltinModule('node:inspector');
  const session = new Session();
  session.connect();
  const interval = Math.ceil((1_000 * (window.toMs - window.fromMs)) / MOST_SAMPLES);
  await post(session, 'Profiler.enable');
  await post(session, 'Profiler.setSamplingInterval', { interval: Math.max(SHORTEST_INTERVAL_US, interval) });
  await new Promise<void>((resolve) => at(window.fromMs, resolve).unref());
  await post(session, 'Profiler.start');
  await ended;
  const { profile } = (await post(session, 'Profiler.stop')) as { readonly profile: object };
  session.disconnect();
  await writeFile(file, JSON.stringify(profile));
}

function post(session: Session, method: string, params: object = {}): Promise<object> {
  return new Promise((resolve, reject) => {
    session.post(method, params, (error, result) => (error ? reject(error) : resolve(result ?? {})));
  });
}
