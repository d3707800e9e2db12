/** Starts a topology outside of a trial. Agents announce that the app listens, only while it starts. */
import { rm } from 'node:fs/promises';
import type { App, RunningTarget, Topology, TopologyContext } from '../../../targets/topology.ts';
import { agentModule, listenForAgents } from '../../observe/agents.ts';
import { makeScratchFolder } from '../../processes/scratch-folder.ts';

/** @throws {TargetError} if the app does not start to listen */
export async function startTopology(
  topology: Topology,
  app: App,
  context: Omit<TopologyContext, 'onListening' | 'folder'>,
): Promise<RunningTarget> {
  const folder = makeScratchFolder();
  const agents = await listenForAgents(folder);
  try {
    return await topology.start(
      { ...app, env: { ...app.env, ...agents.env }, preload: [...app.preload, agentModule] },
      { ...context, folder, onListening: agents.onListening },
    );
  } finally {
    agents.close();
    await rm(folder, { recursive: true, force: true });
  }
}
