/**
 * Services that the app depends on. They start one after the other before the app, and report figures at both ends of
 * the window.
 */
import type { FoundProgram } from '../../targets/member.ts';
import type { RunningService, Service } from '../../targets/services/service.ts';
import { TargetError, type TargetFailure } from '../../targets/topology.ts';
import { until, untilEnd, type Window } from '../host/clock.ts';
import { freePorts } from '../processes/free-ports.ts';
import type { TrialProcesses } from '../processes/trial-processes.ts';
import type { ServiceFigures } from '../records/run.ts';

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
  /**
   * Settles with each service's own figures over a window. It rejects if the signal is aborted before the window's
   * end.
   */
  watch(window: Window, signal: AbortSignal): Promise<ServiceFigures[]>;
}

interface Place {
  readonly folder: string;
  readonly startTimeoutMs: number;
  readonly signal: AbortSignal;
}

/** @throws {TargetError} if one of them does not start to serve */
export async function startServices(
  wanted: readonly TrialService[],
  place: Place,
  processes: TrialProcesses,
): Promise<StartedServices> {
  const started: { readonly name: string; readonly running: RunningService }[] = [];
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
  const read = () => Promise.all(started.map(({ name, running }) => figuresOf(name, running)));
  return {
    env,
    broken: started.map(({ running }) => running.broken),
    watch: async (window, signal) => {
      if (started.length === 0) return [];
      await until(window.fromMs, signal);
      const before = await read();
      await untilEnd(window, signal);
      const after = await read();
      return started.map(({ name, running: { version } }, index) => ({
        name,
        version,
        figures: atBothEnds(before[index] ?? {}, after[index] ?? {}),
      }));
    },
  };
}

/** @throws {TargetError} if the service cannot report its figures: that fails the trial and not the run */
async function figuresOf(name: string, running: RunningService): Promise<Readonly<Record<string, number>>> {
  try {
    return await running.figures();
  } catch (error) {
    const reason = `service ${name} cannot report its figures: ${(error as Error).message}`;
    throw new TargetError({ reason, lastLines: [] }, { cause: error });
  }
}

/** Keeps the figures that both ends have: one end alone says nothing about a window. */
function atBothEnds(
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
): ServiceFigures['figures'] {
  return Object.fromEntries(
    Object.entries(before).flatMap(([name, atStart]) => {
      const atEnd = after[name];
      return atEnd === undefined ? [] : [[name, { atStart, atEnd }]];
    }),
  );
}
