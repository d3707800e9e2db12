/** What is measured before the first trial: the load client itself, and how many connections it takes. */

import { chooseDriver } from '../config/choose-driver.ts';
import type { RunConfig } from '../config/run-config.ts';
import { mostConnections, readHostLimits } from '../host/host-limits.ts';
import { measureClientCapacity } from '../load/client-capacity.ts';
import { makeScratchFolder } from '../processes/scratch-folder.ts';
import { TrialProcesses } from '../processes/trial-processes.ts';
import type { Cell, ClientCapacity } from '../records/run.ts';
import { runTrial } from '../trial/trial.ts';
import { connectionsFor, type Observed, observed, PILOT_CONNECTIONS } from './choose-connections.ts';
import type { Plan } from './plan.ts';
import { coresOf, type RunTools, trialContext } from './trial-context.ts';

/** A run of shorter windows would wait longer for the client's measure than for a trial's. */
export const CALIBRATED_FROM_SECONDS = 2;
/** Of the trials that tell what a request costs. */
export const PILOT_SECONDS = { warmupSeconds: 1, durationSeconds: 2 };

type Tools = Omit<RunTools, 'clientCapacity' | 'maxima' | 'misread'>;

/** The configuration with its number of connections chosen, where that was asked for. */
export async function withConnections({ cells }: Plan, tools: Tools): Promise<RunConfig> {
  const { config, watch, signal } = tools;
  if (!config.connectionsAuto) return config;
  let connections = 0;
  for (const group of groupsOf(cells)) {
    if (signal.aborted) return config;
    connections = Math.max(connections, (await connectionsNeeded(group, tools)) ?? 0);
  }
  if (connections === 0) {
    const text = `how many connections it takes could not be found out; ${config.connections} are used`;
    watch({ type: 'notice', text });
    return config;
  }
  watch({ type: 'notice', text: `${connections} connections, so that they are not what limits a setup` });
  return { ...config, connections, command: spelledOut(config.command, connections) };
}

/** Cells of one app under one scenario, fewest workers first: requests of others cost and take something else. */
function groupsOf(cells: readonly Cell[]): Cell[][] {
  const groups = new Map<string, Cell[]>();
  for (const cell of cells.toSorted((one, other) => one.workers - other.workers)) {
    const key = `${cell.scenario} ${cell.app}`;
    groups.set(key, [...(groups.get(key) ?? []), cell]);
  }
  return [...groups.values()];
}

/**
 * A first trial with few connections tells what a request takes; a second one, with as many as that makes, what it
 * costs under load, which is less: a busy event loop does more in one turn.
 *
 * @returns null where a trial fails; those of the run will say why
 */
async function connectionsNeeded(cells: readonly Cell[], tools: Tools): Promise<number | null> {
  const { loadProcesses } = tools.config;
  const [cell] = cells;
  const idle = cell ? await pilot(cell, Math.max(PILOT_CONNECTIONS, loadProcesses), tools) : null;
  if (!cell || !idle) return null;
  const hasProxy = cells.some(({ proxy }) => proxy !== 'none');
  const largest = {
    workers: Math.max(...cells.map(({ workers }) => workers)),
    cores: coresOf(tools),
    loadProcesses,
    mostConnections: mostConnections(await readHostLimits(), hasProxy),
  };
  const first = connectionsFor(idle, largest);
  const busy = await pilot(cell, first, tools);
  return busy && Math.max(first, connectionsFor({ ...busy, delayMs: idle.delayMs }, largest));
}

async function pilot(cell: Cell, connections: number, tools: Tools): Promise<Observed | null> {
  const config = { ...tools.config, ...PILOT_SECONDS, connections };
  const context = trialContext(cell, 1, {
    ...tools,
    config,
    clientCapacity: [],
    maxima: new Map(),
    misread: new Map(),
  });
  const quiet = {
    ...context,
    mode: 'keep-alive',
    pacing: null,
    onPhase: () => {},
    onLive: () => {},
  } as const;
  try {
    const trial = await runTrial({ cell, trial: 1, order: 1 }, quiet);
    return trial.status === 'ok' ? observed(cell, trial) : null;
  } catch (error) {
    if (tools.signal.aborted) return null;
    throw error;
  }
}

/** Who repeats the run repeats its load. */
function spelledOut(command: readonly string[], connections: number): string[] {
  return command.map((word, index) => (command[index - 1] === '--connections' ? String(connections) : word));
}

/** Of each client and mode that the run uses. What cannot be measured is not known, and costs no trial. */
export async function clientCapacities({ config, watch, signal }: Tools): Promise<ClientCapacity[]> {
  if (config.durationSeconds < CALIBRATED_FROM_SECONDS) return [];
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
      measured.push(await measureClientCapacity({ ...config, ...one }, processes, signal));
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
