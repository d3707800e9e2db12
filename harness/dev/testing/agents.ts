/** Agents on this host, as processes of their own or inside the test's process, and a load from them. */
import type { TestContext } from 'node:test';
import { allowedTargets, USUAL_RANGES } from '../../load/hosts/allowed-targets.ts';
import { type LoadHosts, openLoadHosts } from '../../load/hosts/load-hosts.ts';
import { connectLink } from '../../load/hosts/redis-link.ts';
import { type AgentEvent, serveAgent } from '../../load/hosts/serve-agent.ts';
import type { LoadJob } from '../../load/load-client.ts';
import { plainGet } from '../../load/users/user-ref.ts';
import { type CliOptions, type RunningCli, startCli, temporaryFolder } from './cli.ts';

export const SECRET = 'a secret of these tests';
export const WITH_SECRET = { CLUSTER_BENCH_SECRET: SECRET };

/** Starts an agent as a user does. It ends after the test, if it is still there. */
export function startAgent(
  context: TestContext,
  redis: URL,
  name: string,
  { args = [], env = {}, ...options }: Partial<CliOptions> & { readonly args?: readonly string[] } = {},
): RunningCli {
  const agent = startCli(['agent', '--redis', redis.href, '--name', name, ...args], {
    cwd: temporaryFolder(context),
    ...options,
    env: { ...WITH_SECRET, ...env },
  });
  context.after(async () => {
    agent.kill('SIGCONT');
    agent.kill('SIGKILL');
    await agent.ended;
  });
  return agent;
}

/** Starts agents of these names, and waits until all of them wait for a load. */
export async function startAgents(context: TestContext, redis: URL, names: readonly string[]) {
  const agents = names.map((name) => startAgent(context, redis, name));
  await Promise.all(agents.map((agent) => agent.wrote('waiting for a load')));
  return agents;
}

export interface AgentHere {
  readonly events: AgentEvent[];
  /** Settles when the agent reports such an event. */
  reported(type: AgentEvent['type']): Promise<AgentEvent>;
  /** Ends it, as Ctrl-C does. */
  stop(): Promise<void>;
}

interface HereOptions {
  readonly secret?: string;
  readonly allow?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs an agent inside this process, which starts no Node but its load processes. */
export async function agentHere(
  context: TestContext,
  redis: URL,
  name: string,
  { secret = SECRET, allow = USUAL_RANGES, env = {} }: HereOptions = {},
): Promise<AgentHere> {
  const address = { url: redis, password: null };
  const link = await connectLink(address);
  const over = new AbortController();
  const events: AgentEvent[] = [];
  const waiting = new Set<() => void>();
  const served = serveAgent({
    ...{ redis: address, link, secret, name, env, cpus: null, idleExitMs: null },
    allowed: allowedTargets(allow),
    signal: over.signal,
    watch: (event) => {
      events.push(event);
      for (const look of waiting) look();
    },
  });
  const stop = async () => {
    over.abort();
    await served;
    link.disconnect();
  };
  context.after(stop);
  const reported = (type: AgentEvent['type']) =>
    new Promise<AgentEvent>((resolve) => {
      const look = () => {
        const found = events.find((event) => event.type === type);
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  await reported('waiting');
  return { events, reported, stop };
}

/** Opens the hosts of a load, and closes them after the test. Each agent starts one load process. */
export async function hostsFor(context: TestContext, redis: URL, agents: number): Promise<LoadHosts> {
  const hosts = await openLoadHosts({
    ...{ redis: { url: redis, password: null }, secret: SECRET, agents, processes: 1 },
  });
  context.after(() => hosts[Symbol.asyncDispose]());
  return hosts;
}

/** A closed loop against this port of this host. */
export function jobTo(port: number, change: Partial<LoadJob> = {}): LoadJob {
  return {
    ...{ origin: `http://127.0.0.1:${port}`, client: 'direct', connections: 10, clientAddresses: null },
    mode: { connections: 'kept', arrivals: 'closed' },
    ...{ requestTimeoutSeconds: 1, insecure: false, user: plainGet('/'), seed: 1, stages: [] },
    logFolder: null,
    ...change,
  };
}
