/** Measurements before the first trial: the load client itself, and how many connections the run needs. */

import { isSocket } from '../../scenarios/socket-user.ts';
import { isFixed } from '../../scenarios/user.ts';
import type { ResolvedCell } from '../config/resolved-run.ts';
import { mostConnections, readHostLimits } from '../host/host-limits.ts';
import { measureClientCapacity } from '../load/client-capacity.ts';
import { makeScratchFolder } from '../processes/scratch-folder.ts';
import { TrialProcesses } from '../processes/trial-processes.ts';
import type { ClientCapacity } from '../records/run.ts';
import { modeInWords } from '../stats/load-mode.ts';
import { connectionsFor, type Observed, observed, PILOT_CONNECTIONS } from './choose-connections.ts';
import { coresOf, partsOfTrial } from './parts-of-trial.ts';
import type { PreparedTools } from './tools.ts';

/** With shorter windows, measuring the client would take longer than a trial. */
export const CALIBRATED_FROM_SECONDS = 2;
/** Lengths of the pilot trials, which measure the cost of a request. */
export const PILOT_SECONDS = { warmupSeconds: 1, durationSeconds: 2 };

/** withConnections returns the tools with the chosen number of connections, if --connections is auto. */
export async function withConnections(tools: PreparedTools): Promise<PreparedTools> {
  const { run, watch, signal } = tools;
  const { config } = run;
  if (!config.connectionsAuto) return tools;
  let connections = 0;
  for (const group of groupsOf(run.cells)) {
    if (signal.aborted) return tools;
    connections = Math.max(connections, (await connectionsNeeded(group, tools)) ?? 0);
  }
  if (connections === 0) {
    const text = `the number of connections could not be determined; using ${config.connections}`;
    watch({ type: 'notice', text });
    // The recorded command keeps `auto`, so that a rerun tries again.
    return { ...tools, run: { ...run, config: { ...config, connectionsAuto: false } } };
  }
  watch({ type: 'notice', text: `${connections} connections, so that they do not limit a variant` });
  return { ...tools, run: { ...run, config: { ...config, connections } } };
}

/**
 * groupsOf returns the cells of each app and scenario, fewest workers first: requests of other apps and scenarios
 * have other costs.
 */
function groupsOf(cells: readonly ResolvedCell[]): ResolvedCell[][] {
  const groups = new Map<string, ResolvedCell[]>();
  for (const cell of cells.toSorted((one, other) => one.facts.workers - other.facts.workers)) {
    const key = `${cell.facts.scenario} ${cell.facts.app}`;
    groups.set(key, [...(groups.get(key) ?? []), cell]);
  }
  return [...groups.values()];
}

/**
 * connectionsNeeded makes two pilot trials. The first, with few connections, shows how long a request takes. The
 * second, with the number that follows from it, shows what a request costs under load. That is less, because a busy
 * event loop does more per turn.
 *
 * @returns null if a pilot fails; the run's own trials will say why
 */
async function connectionsNeeded(
  cells: readonly ResolvedCell[],
  tools: PreparedTools,
): Promise<number | null> {
  const { hosts, loadProcesses: ofThisHost } = tools.run.config;
  const loadProcesses = hosts === null ? ofThisHost : hosts.agents * (hosts.processes ?? 1);
  const [cell] = cells;
  const idle = cell ? await pilot(cell, Math.max(PILOT_CONNECTIONS, loadProcesses), tools) : null;
  if (!cell || !idle) return null;
  const hasProxy = cells.some(({ proxy }) => proxy.start !== null);
  const largest = {
    workers: Math.max(...cells.map(({ facts }) => facts.workers)),
    cores: coresOf(tools),
    loadProcesses,
    mostConnections: mostConnections(await readHostLimits(), hasProxy),
  };
  const first = connectionsFor(idle, largest);
  const busy = await pilot(cell, first, tools);
  return busy && Math.max(first, connectionsFor({ ...busy, delayMs: idle.delayMs }, largest));
}

/** pilot is a short trial in a closed loop, without window events or progress reports. */
async function pilot(
  cell: ResolvedCell,
  connections: number,
  tools: PreparedTools,
): Promise<Observed | null> {
  const parts = partsOfTrial(cell, 1, { ...tools, clientCapacity: [] });
  try {
    const trial = await tools.runTrial(
      { cell: { ...cell, events: [] }, trial: 1, order: 1 },
      {
        ...parts,
        load: {
          ...parts.load,
          mode: { connections: 'kept', arrivals: 'closed' },
          pacing: null,
          stages: [],
          connections,
        },
        timing: { ...parts.timing, ...PILOT_SECONDS },
        reporting: { onPhase: () => {}, onWaiting: () => {}, onLive: () => {} },
      },
    );
    return trial.status === 'ok' ? observed(cell.facts, trial) : null;
  } catch (error) {
    if (tools.signal.aborted) return null;
    throw error;
  }
}

function disturbedText(client: string): string {
  return `other programs used the cores whenever the capacity of ${client} was measured, so it limits nothing in this run`;
}

/**
 * clientCapacities measures each client and mode that the run uses, except messages over WebSockets, and a connection
 * per iteration of a script, which decides how many requests share one. A capacity that cannot be measured stays unknown, and stops no trial. It is
 * that of this host, so a load from others has none.
 */
export async function clientCapacities({ run, watch, signal }: PreparedTools): Promise<ClientCapacity[]> {
  const { config } = run;
  if (config.hosts !== null || config.durationSeconds < CALIBRATED_FROM_SECONDS) return [];
  const wanted = run.cells
    .filter(
      ({ user, scenario: { mode } }) =>
        !isSocket(user) && (isFixed(user) || mode.connections !== 'per-iteration'),
    )
    .map(({ client, scenario: { mode } }) => ({ mode, client: client.name }));
  const distinct = new Map(wanted.map((one) => [`${one.client} ${modeInWords(one.mode)}`, one]));
  const measured: ClientCapacity[] = [];
  for (const one of distinct.values()) {
    if (signal.aborted) break;
    const processes = new TrialProcesses(makeScratchFolder(), config.cpus);
    try {
      const capacity = await measureClientCapacity({ ...config, ...one }, processes, signal);
      measured.push(capacity);
      if (capacity.disturbed) watch({ type: 'notice', text: disturbedText(one.client) });
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
