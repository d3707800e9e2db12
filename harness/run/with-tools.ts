/** Creates what all trials of a run need before the first one, and removes it after the last. */
import { rm } from 'node:fs/promises';
import type { HostAbilities } from '../../targets/member.ts';
import { inheritedEnvironment } from '../../targets/run-environment.ts';
import type { ResolvedRun } from '../config/resolved-run.ts';
import { scenarioTitle } from '../config/scenarios/scenario-title.ts';
import { describeHost, versionsOf } from '../host/describe-host.ts';
import { chooseClient } from '../load/clients/index.ts';
import type { LoadHosts } from '../load/hosts/load-hosts.ts';
import { numbersRequests } from '../load/numbered/numbers-requests.ts';
import { userOf } from '../load/users/load-user.ts';
import { listenForAgents } from '../observe/agents.ts';
import { makeScratchFolder } from '../processes/scratch-folder.ts';
import { runTrial } from '../trial/trial.ts';
import { connectLoadHosts } from './connect-load-hosts.ts';
import { describeSources } from './describe-sources.ts';
import { knownMaxima } from './known-maxima.ts';
import { clientCapacities, withConnections } from './preparation.ts';
import { redactorOf } from './redact.ts';
import type { Runtime } from './runtime.ts';
import type { Means, PreparedTools, RunOptions, RunTools } from './tools.ts';
import { withoutSecrets } from './without-secrets.ts';

interface Needed {
  readonly run: ResolvedRun;
  readonly capabilities: HostAbilities;
  readonly runtime: Runtime;
}

const REAL: Means = { runTrial, measureClients: clientCapacities };

/** withRunTools measures the client, and chooses the number of connections if asked to: once, on this runtime. */
export async function withRunTools<Result>(
  { run, capabilities, runtime }: Needed,
  { watch, signal, means = REAL, cut }: RunOptions,
  use: (tools: RunTools) => Promise<Result>,
): Promise<Result> {
  for (const text of [...run.config.notices, ...clientNotices(run)]) watch({ type: 'notice', text });
  const scratch = makeScratchFolder();
  const agents = await listenForAgents(scratch);
  let loadHosts: LoadHosts | null = null;
  try {
    loadHosts = await connectLoadHosts(run, { capabilities, scratch, watch, signal });
    const prepared: PreparedTools = {
      run,
      runTrial: withoutSecrets(means.runTrial, redactorOf(run.config, inheritedEnvironment())),
      capabilities,
      host: await describeHost(versionsOf(capabilities)),
      runtime,
      sources: await describeSources(run.config.apps, runtime),
      agents,
      loadHosts,
      scratch,
      maxima: knownMaxima(run.cells, run.config, cut?.trials ?? []),
      misread: new Map(),
      watch,
      signal,
    };
    const tools = await withConnections(prepared);
    // All trials of a run are judged by one capacity of the client.
    const clientCapacity = cut?.header.clientCapacity ?? (await means.measureClients(tools));
    return await use({ ...tools, clientCapacity });
  } finally {
    agents.close();
    await loadHosts?.[Symbol.asyncDispose]();
    // If it cannot be removed now, the guard removes it later: that loses no record.
    await rm(scratch, { recursive: true, force: true }).catch(() => {});
  }
}

/** clientNotices names scenarios that another client than usual sends. */
function clientNotices({ config }: ResolvedRun): string[] {
  return config.scenarios.flatMap((scenario) => {
    const { name, mode, events = [] } = scenario;
    const user = userOf(scenario, config);
    const isNumbered = numbersRequests(user, [...events, ...config.events]);
    const { client, reason } = chooseClient({ ...config, mode, user, isNumbered });
    return reason === null || config.client === client.name
      ? []
      : [`${scenarioTitle(scenario, config) ?? name} is sent by ${client.name}: ${reason}`];
  });
}
