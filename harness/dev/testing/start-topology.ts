/** Starts a topology outside of a trial, on 127.0.0.1 by default. Agents announce that the app listens, only while it starts. */
import { rm } from 'node:fs/promises';
import { LOOPBACK } from '../../../targets/origin.ts';
import type { App, RunningTarget, Topology, TopologyContext } from '../../../targets/topology.ts';
import { agentModule, listenForAgents } from '../../observe/agents.ts';
import { makeScratchFolder } from '../../processes/scratch-folder.ts';

/** @throws {TargetError} if the app does not start to listen */
export async function startTopology(
  topology: Topology,
  app: App,
  context: Omit<TopologyContext, 'onListening' | 'folder' | 'host'> & Partial<Pick<TopologyContext, 'host'>>,
): Promise<RunningTarget> {
  const folder = makeScratchFolder();
  const agents = await listenForAgents(folder);
  try {
    return await topology.start(
      { ...app, env: { ...app.env, ...agents.env }, preload: [...app.preload, agentModule] },
      { host: LOOPBACK, ...context, folder, onListening: agents.onListening },
    );
  } finally {
    agents.close();
    await rm(folder, { recursive: true, force: true });
  }
}
