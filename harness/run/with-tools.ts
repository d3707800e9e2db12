/** What every trial of a run needs, made before the first one and taken away after the last. */
import { rm } from 'node:fs/promises';
import type { HostAbilities } from '../../targets/member.ts';
import type { ResolvedRun } from '../config/resolved-run.ts';
import { describeHost, versionsOf } from '../host/describe-host.ts';
import { chooseClient } from '../load/clients/index.ts';
import { listenForAgents } from '../observe/agents.ts';
import { makeScratchFolder } from '../processes/scratch-folder.ts';
import { runTrial } from '../trial/trial.ts';
import { clientCapacities, withConnections } from './preparation.ts';
import type { Runtime } from './runtime.ts';
import type { Means, PreparedTools, RunOptions, RunTools } from './tools.ts';

interface Needed {
  readonly run: ResolvedRun;
  readonly capabilities: HostAbilities;
  readonly runtime: Runtime;
}

const REAL: Means = { runTrial, measureClients: clientCapacities };

/** The client is measured, and the number of connections chosen, where that was asked for: once, on this runtime. */
export async function withRunTools<Result>(
  { run, capabilities, runtime }: Needed,
  { watch, signal, means = REAL }: RunOptions,
  use: (tools: RunTools) => Promise<Result>,
): Promise<Result> {
  for (const text of [...run.config.notices, ...clientNotices(run)]) watch({ type: 'notice', text });
  const scratch = makeScratchFolder();
  const agents = await listenForAgents(scratch);
  try {
    const prepared: PreparedTools = {
      run,
      runTrial: means.runTrial,
      capabilities,
      host: await describeHost(versionsOf(capabilities)),
      runtime,
      agents,
      scratch,
      maxima: new Map(),
      misread: new Map(),
      watch,
      signal,
    };
    const tools = await withConnections(prepared);
    return await use({ ...tools, clientCapacity: await means.measureClients(tools) });
  } finally {
    agents.close();
    // What cannot be removed now the guard removes later: it costs no record.
    await rm(scratch, { recursive: true, force: true }).catch(() => {});
  }
}

/** What is not sent as usual. */
function clientNotices({ config }: ResolvedRun): string[] {
  return config.scenarios.flatMap(({ name, mode }) => {
    const { client, reason } = chooseClient({ ...config, mode });
    return reason === null || config.driver === client.name
      ? []
      : [`${name} is sent by ${client.name}: ${reason}`];
  });
}
