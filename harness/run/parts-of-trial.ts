/** The parts of a run that a trial of a cell gets. */

import type { FoundProgram, Member } from '../../targets/member.ts';
import type { App } from '../../targets/topology.ts';
import type { ResolvedCell } from '../config/resolved-run.ts';
import type { RunConfig } from '../config/run-config.ts';
import { usableCores } from '../host/cgroup.ts';
import { sharedPins } from '../judge/costs.ts';
import { agentModule } from '../observe/agents.ts';
import type { ClientCapacity } from '../records/run.ts';
import { isSameMode } from '../stats/load-mode.ts';
import { isSearch } from '../stats/set-rate.ts';
import type { TrialParts, TrialTools } from '../trial/trial-parts.ts';
import type { Pacing } from '../trial/warm-up.ts';
import type { RunTools } from './tools.ts';

/** @param trial number of the trial or pair within the cell */
export function partsOfTrial(cell: ResolvedCell, trial: number, tools: RunTools): TrialParts {
  const { run, agents, loadHosts, scratch, misread, watch, signal } = tools;
  const { config } = run;
  return {
    load: {
      mode: cell.scenario.mode,
      pacing: pacingOf(cell, trial, tools),
      connections: config.connections,
      stages: config.stages,
      seed: config.seed + trial,
      processes: config.loadProcesses,
      clientAddresses: config.clientAddresses,
      maxErrors: config.maxErrors,
      clientCapacity: capacityOf(cell, tools.clientCapacity),
    },
    timing: {
      warmupSeconds: config.warmupSeconds,
      durationSeconds: config.durationSeconds,
      startTimeoutSeconds: config.startTimeoutSeconds,
      requestTimeoutSeconds: config.requestTimeoutSeconds,
    },
    tools: {
      app: targetApp(cell, tools),
      services: servicesOf(cell, tools),
      readyPath: config.readyPath,
      beforeTrial: config.beforeTrial,
      afterStart: config.afterStart,
      listen: config.listen,
      topologyProgram: programOf(cell.topology, tools),
      proxy: proxyOf(cell, tools),
      cores: coresOf(tools),
      cpus: config.cpus,
      agents,
      loadHosts,
      scratch,
      misread,
    },
    reporting: {
      onPhase: (phase) => watch({ type: 'phase', phase }),
      onWaiting: (reason) => watch({ type: 'waiting', reason }),
      onLive: (throughput) => watch({ type: 'live', throughput }),
    },
    signal,
  };
}

function programOf({ program }: Member, { capabilities }: RunTools): FoundProgram | null {
  return (program && capabilities.programs[program.name]) ?? null;
}

function proxyOf({ proxy }: ResolvedCell, tools: RunTools): TrialTools['proxy'] {
  const program = programOf(proxy, tools);
  if (!program) return null;
  return { program, helpers: tools.capabilities.programs, workers: proxyWorkerProcesses(tools.run.config) };
}

function servicesOf({ services }: ResolvedCell, { capabilities, run }: RunTools): TrialTools['services'] {
  return services.map((service) => {
    const url = run.config.services[service.name] ?? null;
    const program = service.program && url === null ? capabilities.programs[service.program.name] : null;
    return { service, url, program: program ?? null };
  });
}

/**
 * proxyWorkerProcesses is one worker per core that a proxy may use, like nginx's `worker_processes auto` without
 * limits.
 */
export function proxyWorkerProcesses({ cpus }: RunConfig): number {
  return cpus?.proxy.length ?? usableCores();
}

/** coresOf are the cores that each role may use; a control group may leave a fraction of one. */
export function coresOf({ run, host }: Pick<RunTools, 'run' | 'host'>): TrialTools['cores'] {
  const { cpus } = run.config;
  const all = Math.min(host.cores, host.cgroupCpuLimit ?? host.cores);
  return {
    target: Math.min(all, cpus?.target.length ?? all),
    proxy: Math.min(all, cpus?.proxy.length ?? all),
    host: all,
    shared: cpus ? sharedPins(cpus).map(({ roles, cores }) => ({ roles, cores: Math.min(all, cores) })) : [],
  };
}

/**
 * pacingOf gives every variant the same arrivals, so that only the variant differs, and each trial different ones, so
 * that the spread over trials includes theirs.
 */
function pacingOf({ id, scenario }: ResolvedCell, trial: number, { run, maxima }: RunTools): Pacing | null {
  const { rate, objective, arrivals, seed } = run.config;
  if (scenario.mode.arrivals !== 'open') return null;
  return {
    rate: isSearch(scenario) ? { kind: 'objective', objective } : (scenario.rate ?? rate),
    arrivals,
    seed: seed + trial,
    maximum: maxima.get(id) ?? null,
    onMaximum: (throughput) => maxima.set(id, throughput),
  };
}

function capacityOf(
  { client, scenario: { mode } }: ResolvedCell,
  clientCapacity: readonly ClientCapacity[],
): number | null {
  const measured = clientCapacity.find((one) => one.client === client.name && isSameMode(one.mode, mode));
  return measured === undefined || measured.disturbed ? null : measured.requestsPerSecond;
}

function targetApp(
  { app, appEnv, simulatedDelayMs, env }: ResolvedCell,
  { agents, runtime: { execPath, cwd, locate } }: RunTools,
): App {
  const { name, script, command, args, nodeArgs, builtIn, attached } = app;
  return {
    name,
    script: builtIn || command ? script : locate(script),
    command,
    args,
    nodeArgs,
    env: { ...agents.env, DB_DELAY_MS: String(simulatedDelayMs), ...appEnv, ...env },
    preload: [agentModule],
    execPath,
    cwd,
    ...(attached ? { origin: { host: attached.host, port: attached.port } } : {}),
  };
}
