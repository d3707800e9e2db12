/** Starts the app's processes, and the proxy in front of them if the cell has one. */
import type { Controls } from '../../targets/controls.ts';
import { hostAndPort, LOOPBACK } from '../../targets/origin.ts';
import { type Origin, type RunningTarget, TargetError, type TargetFailure } from '../../targets/topology.ts';
import type { ResolvedCell } from '../config/resolved-run.ts';
import { listeningOfGroup } from '../observe/listening-sockets.ts';
import { childrenOf } from '../observe/process-table.ts';
import { freePorts } from '../processes/free-ports.ts';
import type { TrialProcesses } from '../processes/trial-processes.ts';
import { openBehaviours } from './open-behaviours.ts';
import { servedFiles } from './served-files.ts';
import type { TrialParts } from './trial-parts.ts';

export interface StartedTarget {
  /** Address that the load is sent to. */
  readonly origin: Origin;
  /** Ports that the app listens on. */
  readonly appPorts: readonly number[];
  /** Each settles when the app or the proxy fails. */
  readonly broken: readonly Promise<TargetFailure>[];
  readonly controls: Partial<Controls>;
}

/**
 * @param env from the services that it depends on
 * @throws {TargetError} if the app or the proxy does not start to listen
 */
export async function startTarget(
  cell: ResolvedCell,
  { load, timing, tools, signal }: TrialParts,
  processes: TrialProcesses,
  env: Readonly<Record<string, string>>,
): Promise<StartedTarget> {
  const { id, facts, topology, policy, proxy, settings, scenario } = cell;
  const { listen } = tools;
  const [frontPort = 0, ...appPorts] = await freePorts(1 + topology.portCount(facts.workers), listen);
  const behaving = await openBehaviours(cell, tools.scratch);
  const { files, env: ofFiles } = servedFiles(scenario, tools.scratch);
  const app = await topology.start(
    {
      ...tools.app,
      env: { ...tools.app.env, ...env, ...ofFiles, ...behaving.env },
      preload: [...tools.app.preload, ...behaving.preload],
    },
    {
      workers: facts.workers,
      policy,
      // Behind a proxy only this host needs to reach the app.
      host: proxy.start === null ? listen : LOOPBACK,
      ports: appPorts,
      settings,
      program: tools.topologyProgram,
      folder: tools.scratch,
      spawn: processes.spawnAs('target'),
      onListening: tools.agents.onListening,
      listeningOn: listeningOfGroup,
      startTimeoutMs: timing.startTimeoutSeconds * 1_000,
      memoryLimit: scenario.memoryLimit ?? null,
      wasTold: behaving.wasTold,
      signal,
    },
  );
  if (proxy.start === null) {
    if (cell.app.attached === null) {
      refuseOtherAddress(app.origins, listen);
      if (load.clientAddresses !== null) refuseOtherFamily(app.origins);
    }
    return layered([app], app, behaving.controls);
  }
  if (!tools.proxy) throw new Error(`the plan holds ${id}, but this host has no ${proxy.name}`);
  const front = await proxy.start({
    ...tools.proxy,
    folder: tools.scratch,
    host: listen,
    port: frontPort,
    upstreams: app.origins,
    connections: load.connections,
    wants: { files, upgrades: cell.scenario.upgrades === true },
    spawn: processes.spawnAs('proxy'),
    childrenOf,
    listeningOn: listeningOfGroup,
  });
  return layered([front, app], app, behaving.controls);
}

/**
 * An app that names its own address keeps it, unless the user named one: the load may come from where only that is
 * reached.
 *
 * @throws {TargetError}
 */
function refuseOtherAddress(origins: readonly Origin[], listen: string): void {
  const other = listen === LOOPBACK ? undefined : origins.find(({ host }) => host !== listen);
  if (!other) return;
  const reason = `the app listens on ${hostAndPort(other)} and not on ${listen} (--listen): let it listen on process.env.HOST`;
  throw new TargetError({ reason, lastLines: [] });
}

/** @throws {TargetError} if the addresses 127.a.b.c cannot connect to the app */
function refuseOtherFamily(origins: readonly Origin[]): void {
  const other = origins.find(({ host }) => !host.startsWith('127.'));
  if (!other) return;
  const reason = `the app listens on ${other.host}, which --client-addresses cannot reach: it must listen on 127.0.0.1`;
  throw new TargetError({ reason, lastLines: [] });
}

/** Combines the proxy and the app. The load connects to the first layer. */
function layered(
  layers: readonly RunningTarget[],
  app: RunningTarget,
  ofBehaviours: Partial<Controls>,
): StartedTarget {
  const origin = layers[0]?.origins[0] ?? { host: LOOPBACK, port: 0 };
  const appPorts = app.origins.map(({ port }) => port);
  const controls = Object.assign({}, ofBehaviours, ...layers.map((layer) => layer.controls));
  return { origin, appPorts, controls, broken: layers.map(({ broken }) => broken) };
}
