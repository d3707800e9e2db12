/** What is measured before the first trial: the load client itself, and how many connections it takes. */

import { connectionsFor, PILOT_CONNECTIONS } from './choose-connections.ts';
import { chooseDriver } from './choose-driver.ts';
import type { RunConfig } from './config.ts';
import { mostConnections, readHostLimits } from './host-limits.ts';
import { measureClientCapacity } from './load/client-capacity.ts';
import type { Plan } from './plan.ts';
import { makeScratchFolder } from './processes/scratch-folder.ts';
import { TrialProcesses } from './processes/trial-processes.ts';
import type { Cell, ClientCapacity } from './record.ts';
import { runTrial } from './trial.ts';
import { coresOf, type RunTools, trialContext } from './trial-context.ts';

/** Of the trial that tells what a request costs. */
const PILOT_SECONDS = { warmupSeconds: 1, durationSeconds: 2 };

type Tools = Omit<RunTools, 'clientCapacity' | 'maxima'>;

/** The configuration with its number of connections chosen, where that was asked for. */
export async function withConnections({ cells }: Plan, tools: Tools): Promise<RunConfig> {
  const { config, watch } = tools;
  const [cell] = cells.toSorted((a, b) => a.workers - b.workers);
  if (!config.connectionsAuto || !cell) return config;
  const connections = await connectionsNeeded(cell, cells, tools);
  if (connections === null) {
    const text = `how many connections it takes could not be found out; ${config.connections} are used`;
    watch({ type: 'notice', text });
    return config;
  }
  watch({ type: 'notice', text: `${connections} connections, so that they are not what limits a setup` });
  return { ...config, connections, command: spelledOut(config.command, connections) };
}

/** Null where the trial that should tell fails; those of the run will say why. */
async function connectionsNeeded(cell: Cell, cells: readonly Cell[], tools: Tools): Promise<number | null> {
  const { config, signal } = tools;
  const connections = Math.max(PILOT_CONNECTIONS, config.loadProcesses);
  const pilot = { ...config, ...PILOT_SECONDS, connections };
  const context = trialContext(cell, { ...tools, config: pilot, clientCapacity: [], maxima: new Map() });
  const quiet = {
    ...context,
    mode: 'keep-alive',
    pacing: null,
    onPhase: () => {},
    onLive: () => {},
  } as const;
  try {
    const trial = await runTrial({ cell, trial: 1, order: 1 }, quiet);
    if (trial.status === 'failed') return null;
    const hasProxy = cells.some(({ proxy }) => proxy !== 'none');
    return connectionsFor(trial, {
      workers: Math.max(...cells.map(({ workers }) => workers)),
      cores: coresOf(tools),
      mostConnections: mostConnections(await readHostLimits(), hasProxy),
    });
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
}

/** Who repeats the run repeats its load. */
function spelledOut(command: readonly string[], connections: number): string[] {
  return command.map((word, index) => (command[index - 1] === '--connections' ? String(connections) : word));
}

/** Of each client and mode that the run uses. What cannot be measured is not known, and costs no trial. */
export async function clientCapacities({ config, watch, signal }: Tools): Promise<ClientCapacity[]> {
  const wanted = config.scenarios.map(({ mode }) => ({
    mode,
    driver: chooseDriver({ ...config, mode }).name,
  }));
  const distinct = new Map(wanted.map((one) => [`${one.driver} ${one.mode}`, one]));
  const measured: ClientCapacity[] = [];
  for (const one of distinct.values()) {
    if (signal.aborted) break;
    const processes = new TrialProcesses(makeScratchFolder(), config.cpus);
    try {
      measured.push(await unlessAborted(measureClientCapacity({ ...config, ...one }, processes), signal));
    } catch (error) {
      const { message } = error as Error;
      if (!signal.aborted)
        watch({ type: 'notice', text: `the load client could not be measured: ${message}` });
    } finally {
      await processes.stop();
    }
  }
  return measured;
}

function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  promise.catch(() => {}); // it may fail later, when nobody waits for it any more
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    promise.then(resolve, reject);
  });
}
