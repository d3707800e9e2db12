import { builtInApps } from '../../../targets/apps/index.ts';
import { single } from '../../../targets/topologies/single.ts';
import { freePorts } from '../../processes/free-ports.ts';
import type { TrialProcesses } from '../../processes/trial-processes.ts';
import { startTopology } from '../testing/start-topology.ts';
import { pinnedTo } from './pinned.ts';

interface StartedApp {
  /** Name of a built-in app. */
  readonly name: string;
  /** Script to run instead of the app's own; its responses must be the same. */
  readonly script?: string;
  readonly delayMs: number;
  readonly cpu?: number;
}

/** startApp starts a built-in app as a single process. @returns the URL of its list */
export async function startApp(
  processes: TrialProcesses,
  { name, script, delayMs, cpu }: StartedApp,
): Promise<string> {
  const builtIn = builtInApps.find((app) => app.name === name);
  if (!builtIn) throw new Error(`there is no app named ${name}`);
  const app = { ...builtIn, script: script ?? builtIn.script };
  const target = await startTopology(
    single,
    { ...app, args: [], env: { DB_DELAY_MS: String(delayMs) }, preload: [] },
    {
      workers: 1,
      policy: null,
      ports: await freePorts(1),
      spawn: pinnedTo(cpu, processes.spawnAs('target')),
      settings: {},
      startTimeoutMs: 10_000,
      signal: new AbortController().signal,
    },
  );
  return `http://127.0.0.1:${target.origins[0]?.port}/api/users`;
}
