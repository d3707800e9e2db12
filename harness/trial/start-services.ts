/** Services that the app depends on. They start one after the other before the app. */
import type { FoundProgram } from '../../targets/member.ts';
import type { RunningService, Service } from '../../targets/services/service.ts';
import type { SettingValues } from '../../targets/setting.ts';
import type { TargetFailure } from '../../targets/topology.ts';
import type { Window } from '../host/clock.ts';
import { freePorts } from '../processes/free-ports.ts';
import type { TrialProcesses } from '../processes/trial-processes.ts';
import type { ServiceFigures } from '../records/run.ts';
import { watchService } from './watch-service.ts';

/** TrialService is a service of a trial, with its program or URL. */
export interface TrialService {
  readonly service: Service;
  /** Null if the service has no program, or the user's own service replaces it. */
  readonly program: FoundProgram | null;
  /** The user's own service; null to start one. */
  readonly url: URL | null;
}

export interface StartedServices {
  /** Environment for every process of the app. */
  readonly env: Readonly<Record<string, string>>;
  /** Each settles when a service fails. */
  readonly broken: readonly Promise<TargetFailure>[];
  /** Connections that the last one accepts from the app, which leads to the others; null if unknown. */
  readonly accepts: number | null;
  /** Queries that all of them work on at the same time; null if unknown. */
  readonly atOnce: number | null;
  /**
   * Settles with each service's own figures over a window. It rejects if the signal is aborted before the window's
   * end.
   */
  watch(window: Window, signal: AbortSignal): Promise<WatchedServices>;
}

interface WatchedServices {
  readonly figures: ServiceFigures[];
  /** Mean time of a query, milliseconds; null if no service knows it. */
  readonly queryMs: number | null;
}

interface Place {
  readonly folder: string;
  readonly settings: SettingValues;
  readonly startTimeoutMs: number;
  readonly signal: AbortSignal;
}

interface Started {
  readonly name: string;
  readonly running: RunningService;
}

/** @throws {TargetError} if one of them does not start to serve */
export async function startServices(
  wanted: readonly TrialService[],
  place: Place,
  processes: TrialProcesses,
): Promise<StartedServices> {
  const started: Started[] = [];
  let env: Readonly<Record<string, string>> = {};
  for (const { service, program, url } of wanted) {
    const [port = 0] = await freePorts(1);
    const running = await service.start({
      ...place,
      url,
      program,
      port,
      env,
      spawn: processes.spawnAs('service'),
    });
    processes.afterApp(async () => running[Symbol.asyncDispose]());
    env = { ...env, ...running.env };
    started.push({ name: service.name, running });
  }
  const atOnce = started.flatMap(({ running }) => running.atOnce ?? []);
  return {
    env,
    broken: started.map(({ running }) => running.broken),
    accepts: started.at(-1)?.running.accepts ?? null,
    atOnce: atOnce.length > 0 ? Math.min(...atOnce) : null,
    watch: async (window, signal) => {
      const watched = await Promise.all(started.map((one) => watchService(one, window, signal)));
      return {
        figures: watched.map(({ figures }) => figures),
        queryMs: watched.find(({ queryMs }) => queryMs !== null)?.queryMs ?? null,
      };
    },
  };
}
