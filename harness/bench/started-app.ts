import { builtInApps } from '../../targets/apps/index.ts';
import { single } from '../../targets/topologies/single.ts';
import { freePorts } from '../processes/free-ports.ts';
import type { TrialProcesses } from '../processes/trial-processes.ts';
import { pinnedTo } from './pinned.ts';

/** A built-in app as a single process. @returns the URL of its list */
export async function startApp(
  processes: TrialProcesses,
  { name, delayMs, cpu }: { readonly name: string; readonly delayMs: number; readonly cpu?: number },
): Promise<string> {
  const app = builtInApps.find((builtIn) => builtIn.name === name);
  if (!app) throw new Error(`there is no app named ${name}`);
  const target = await single.start(
    { ...app, args: [], env: { DB_DELAY_MS: String(delayMs) }, preload: [] },
    {
      workers: 1,
      policy: null,
      ports: await freePorts(1),
      spawn: pinnedTo(cpu, processes.spawnAs('target')),
      startTimeoutMs: 10_000,
      signal: new AbortController().signal,
    },
  );
  return `http://127.0.0.1:${target.ports[0]}/api/users`;
}
