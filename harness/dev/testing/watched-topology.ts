/** Starts a topology outside of a trial, with agents that report replacements too, until the test ends. */
import type { TestContext } from 'node:test';
import { LOOPBACK } from '../../../targets/origin.ts';
import type { Policy } from '../../../targets/policies/index.ts';
import type { SettingValues } from '../../../targets/setting.ts';
import type { App, RunningTarget, Topology } from '../../../targets/topology.ts';
import { agentModule, listenForAgents } from '../../observe/agents.ts';
import { freePorts } from '../../processes/free-ports.ts';
import { TrialProcesses } from '../../processes/trial-processes.ts';
import { temporaryFolder } from './cli.ts';

interface Arrangement {
  readonly workers: number;
  /** 127.0.0.1 if omitted. */
  readonly host?: string;
  readonly policy?: Policy;
  readonly settings?: SettingValues;
  readonly program?: string;
  readonly startTimeoutMs?: number;
}

export interface WatchedTopology {
  readonly target: RunningTarget;
  readonly owned: TrialProcesses;
  readonly port: number;
  /** Reasons for which the target counts as broken so far. */
  readonly broken: readonly string[];
}

/** @throws {TargetError} if the app does not start to listen */
export async function startWatched(
  context: TestContext,
  topology: Topology,
  app: App,
  arrangement: Arrangement,
): Promise<WatchedTopology> {
  const { workers, host = LOOPBACK, policy = null, settings = {}, program } = arrangement;
  const { startTimeoutMs = 30_000 } = arrangement;
  // The processes end before their folder is removed.
  let stop = async () => {};
  context.after(() => stop());
  const folder = temporaryFolder(context);
  const agents = await listenForAgents(folder);
  const owned = new TrialProcesses(folder);
  stop = async () => {
    await owned.stop();
    agents.close();
  };
  const target = await topology.start(
    { ...app, env: { ...app.env, ...agents.env }, preload: [...app.preload, agentModule] },
    {
      workers,
      policy,
      host,
      ports: await freePorts(topology.portCount(workers), host),
      settings,
      program: program === undefined ? null : { command: program, version: '' },
      folder,
      spawn: owned.spawnAs('target'),
      onListening: agents.onListening,
      startTimeoutMs,
      signal: new AbortController().signal,
    },
  );
  const broken: string[] = [];
  target.broken.then(({ reason }) => broken.push(reason));
  return { target, owned, port: target.origins[0]?.port ?? 0, broken };
}
