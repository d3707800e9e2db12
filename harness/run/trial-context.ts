/** What a trial of a cell needs to know, out of all that a run does. */
import type { Scenario } from '../../scenarios/index.ts';
import { topologies } from '../../targets/topologies/index.ts';
import type { App } from '../../targets/topology.ts';
import { chooseDriver } from '../config/choose-driver.ts';
import type { AppSource, RunConfig } from '../config/run-config.ts';
import type { Capabilities } from '../host/capabilities.ts';
import { usableCores } from '../host/usable-cores.ts';
import { sharedPins } from '../judge/shared-pins.ts';
import type { AnswerRule, BodyRule } from '../load/answer-rule.ts';
import { type Agents, agentModule } from '../observe/agents.ts';
import type { Cell, ClientCapacity, HostFacts } from '../records/run.ts';
import { isSearch } from '../stats/set-rate.ts';
import type { TrialContext } from '../trial/trial.ts';
import type { Pacing } from '../trial/warm-up.ts';
import type { Watch } from './events.ts';
import type { Runtime } from './runtime.ts';

/** What lasts as long as a run does. */
export interface RunTools {
  readonly config: RunConfig;
  readonly capabilities: Capabilities;
  readonly host: HostFacts;
  readonly runtime: Runtime;
  readonly clientCapacity: readonly ClientCapacity[];
  readonly agents: Agents;
  readonly scratch: string;
  /** Of each cell in a closed loop, requests per second: every trial at a share of it must be at the same rate. */
  readonly maxima: Map<string, number>;
  /** Of each cell whose responses autocannon misreads, why. */
  readonly misread: Map<string, string>;
  readonly watch: Watch;
  readonly signal: AbortSignal;
}

/** @param trial its number: of the cell's trials, or of a pair */
export function trialContext(cell: Cell, trial: number, tools: RunTools): TrialContext {
  const { config, capabilities, agents, scratch, watch, signal } = tools;
  const app = named(config.apps, cell.app);
  const scenario = named(config.scenarios, cell.scenario);
  const delayMs = delayOf(scenario, config);
  const { nginx } = capabilities;
  const path = config.path ?? scenario.path;
  return {
    ...config,
    app: targetApp(app, delayMs, tools),
    topology: named(topologies, cell.topology),
    nginx: nginx && { command: nginx.command, workerProcesses: nginxWorkerProcesses(config) },
    answer: answerRule(scenario.name, config),
    misread: tools.misread,
    expectedFailures: scenario.expectedFailures ?? [],
    path,
    driver: chooseDriver({ ...config, mode: scenario.mode }).name,
    mode: scenario.mode,
    pacing: pacingOf(cell, trial, scenario, tools),
    // Of what a user's own app does, or a built-in one at another route, nobody knows how long it waits.
    delayMs: app.builtIn && path === scenario.path ? delayMs : null,
    clientCapacity: capacityOf(scenario, tools),
    cores: coresOf(tools),
    agents,
    scratch,
    onPhase: (phase) => watch({ type: 'phase', phase }),
    onLive: (throughput) => watch({ type: 'live', throughput }),
    signal,
  };
}

/** Milliseconds that a built-in app waits. */
export function delayOf({ delay }: Scenario, { delayMs }: RunConfig): number {
  return delay === 'simulated' ? delayMs : 0;
}

/** A worker for each core that nginx may use, as `worker_processes auto` has it where nothing limits them. */
export function nginxWorkerProcesses({ cpus }: RunConfig): number {
  return cpus?.proxy.length ?? usableCores();
}

/** Cores that each may use; a control group may leave a fraction of one. */
export function coresOf({
  config: { cpus },
  host,
}: Pick<RunTools, 'config' | 'host'>): TrialContext['cores'] {
  const all = Math.min(host.cores, host.cgroupCpuLimit ?? host.cores);
  return {
    target: Math.min(all, cpus?.target.length ?? all),
    proxy: Math.min(all, cpus?.proxy.length ?? all),
    host: all,
    shared: cpus ? sharedPins(cpus).map(({ roles, cores }) => ({ roles, cores: Math.min(all, cores) })) : [],
  };
}

/**
 * The same arrivals in every setup, so that what differs is the setup; others in each trial, so that the spread over
 * trials holds theirs.
 */
function pacingOf(
  { id }: Cell,
  trial: number,
  scenario: Scenario,
  { config, maxima }: RunTools,
): Pacing | null {
  const { rate, objective, arrivals, seed } = config;
  if (scenario.mode !== 'rate') return null;
  return {
    rate: isSearch(scenario) ? { kind: 'objective', objective } : rate,
    arrivals,
    seed: seed + trial,
    maximum: maxima.get(id) ?? null,
    onMaximum: (throughput) => maxima.set(id, throughput),
  };
}

function capacityOf({ mode }: Scenario, { config, clientCapacity }: RunTools): number | null {
  const { name } = chooseDriver({ ...config, mode });
  const measured = clientCapacity.find((capacity) => capacity.driver === name && capacity.mode === mode);
  return measured?.requestsPerSecond ?? null;
}

function targetApp(
  { name, script, command, args, nodeArgs, builtIn }: AppSource,
  delayMs: number,
  { agents, runtime: { execPath, cwd, locate } }: RunTools,
): App {
  return {
    name,
    script: builtIn || command ? script : locate(script),
    command,
    args,
    nodeArgs,
    env: { ...agents.env, DB_DELAY_MS: String(delayMs) },
    preload: [agentModule],
    execPath,
    cwd,
  };
}

/** The user's word about the answer counts first; of a path that he named the scenario knows nothing. */
function answerRule(scenario: string, config: RunConfig): AnswerRule {
  return { statuses: config.expectStatuses, body: bodyRule(scenario, config) };
}

function bodyRule(scenario: string, { expectBody, expectStatuses, path }: RunConfig): BodyRule {
  if (expectBody !== null) return { kind: 'contains', text: expectBody };
  const isScenarios = path === null && expectStatuses === null;
  return isScenarios ? { kind: 'scenario', name: scenario } : { kind: 'any' };
}

function named<Named extends { readonly name: string }>(all: readonly Named[], name: string): Named {
  const found = all.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`nothing is named ${name}`);
  return found;
}
