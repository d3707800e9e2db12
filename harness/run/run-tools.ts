/** What every trial of a run needs, made before the first one and taken away after the last. */
import { rm } from 'node:fs/promises';
import { chooseDriver } from '../config/choose-driver.ts';
import type { RunConfig } from '../config/run-config.ts';
import type { Capabilities } from '../host/capabilities.ts';
import { describeHost } from '../host/describe-host.ts';
import { listenForAgents } from '../observe/agents.ts';
import { makeScratchFolder } from '../processes/scratch-folder.ts';
import type { Watch } from './events.ts';
import type { Plan } from './plan.ts';
import { clientCapacities, withConnections } from './preparation.ts';
import type { Runtime } from './runtime.ts';
import type { RunTools } from './trial-context.ts';

export interface RunOptions {
  readonly watch: Watch;
  /** Aborted: the running trial is given up, and the record is partial. */
  readonly signal: AbortSignal;
}

interface Needed extends RunOptions {
  readonly config: RunConfig;
  readonly capabilities: Capabilities;
  readonly plan: Plan;
  readonly runtime: Runtime;
}

/** The client is measured, and the number of connections chosen, where that was asked for: once, on this runtime. */
export async function withRunTools<Result>(
  { plan, ...needed }: Needed,
  run: (tools: RunTools) => Promise<Result>,
): Promise<Result> {
  const { config, capabilities, watch } = needed;
  for (const text of [...config.notices, ...driverNotices(config)]) watch({ type: 'notice', text });
  const scratch = makeScratchFolder();
  const agents = await listenForAgents(scratch);
  try {
    const host = await describeHost(capabilities.nginx?.version ?? null);
    const tools = { ...needed, host, agents, scratch };
    const chosen = { ...tools, config: await withConnections(plan, tools) };
    const clientCapacity = await clientCapacities(chosen);
    return await run({ ...chosen, clientCapacity, maxima: new Map(), misread: new Map() });
  } finally {
    agents.close();
    // What cannot be removed now the guard removes later: it costs no record.
    await rm(scratch, { recursive: true, force: true }).catch(() => {});
  }
}

/** What is not sent as usual. */
function driverNotices(config: RunConfig): string[] {
  return config.scenarios.flatMap(({ name, mode }) => {
    const { name: driver, reason } = chooseDriver({ ...config, mode });
    return reason === null || config.driver === driver ? [] : [`${name} is sent by ${driver}: ${reason}`];
  });
}
