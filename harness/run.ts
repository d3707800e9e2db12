/** Plan -> RunRecord: trial after trial, each journalled as it ends. */
import { rm } from 'node:fs/promises';
import type { Capabilities } from './capabilities.ts';
import { chooseDriver } from './choose-driver.ts';
import type { RunConfig } from './config.ts';
import { estimatedSeconds } from './estimate.ts';
import type { Watch } from './events.ts';
import { Journal, writeRecord } from './journal.ts';
import { judgeRun } from './judge/judge-run.ts';
import { listenForAgents } from './observe/agents.ts';
import { describeHost } from './observe/host.ts';
import { makePlan, type Plan } from './plan.ts';
import { clientCapacities, withConnections } from './preparation.ts';
import { makeScratchFolder } from './processes/scratch-folder.ts';
import type { RunHeader, RunRecord, Trial } from './record.ts';
import { describeRun } from './run-header.ts';
import type { RunTools } from './trial-context.ts';
import { runTrials } from './trials.ts';

export interface RunOptions {
  readonly watch: Watch;
  /** Aborted: the running trial is given up, and the record is partial. */
  readonly signal: AbortSignal;
}

export interface RunOutcome {
  readonly record: RunRecord;
  readonly folder: string;
  /** Whether `run.json` is on disk; the watcher was told why where it is not. */
  readonly saved: boolean;
}

/** Runs every trial of the configuration's plan. Its folder exists; a trial that fails is a record. */
export async function executeRun(
  config: RunConfig,
  capabilities: Capabilities,
  options: RunOptions,
): Promise<RunOutcome> {
  const plan = makePlan(config, capabilities);
  announce(config, plan, options.watch);
  const scratch = makeScratchFolder();
  const agents = await listenForAgents(scratch);
  try {
    const host = await describeHost(capabilities.nginx?.version ?? null);
    const tools = { ...options, config, capabilities, host, agents, scratch };
    const chosen = { ...tools, config: await withConnections(plan, tools) };
    const clientCapacity = await clientCapacities(chosen);
    return await runPlan(plan, { ...chosen, clientCapacity, maxima: new Map() });
  } finally {
    agents.close();
    // What cannot be removed now the guard removes later: it costs no record.
    await rm(scratch, { recursive: true, force: true }).catch(() => {});
  }
}

async function runPlan(plan: Plan, tools: RunTools): Promise<RunOutcome> {
  const { config, capabilities, host, clientCapacity, watch, signal } = tools;
  const header = {
    ...(await describeRun(config, plan, capabilities, host)),
    clientCapacity: [...clientCapacity],
  };
  const journal = await Journal.create(config.out);
  const keep = keepIn(journal, watch);
  await keep(header);
  const trials: Trial[] = [];
  let defect: unknown;
  try {
    for await (const trial of runTrials(plan, tools)) {
      trials.push(trial);
      await keep(trial);
    }
  } catch (error) {
    if (!signal.aborted) defect = error;
  }
  await journal.close();

  // With a precision to reach, nobody knows beforehand how many trials are all.
  const isCut = trials.length < plan.trials.length || (config.precision !== null && signal.aborted);
  const status = isCut ? 'partial' : 'complete';
  const finishedAt = new Date().toISOString();
  const record: RunRecord = { ...header, status, finishedAt, trials, warnings: judgeRun(header, trials) };
  const saved = await save(record, config.out, watch);
  // A defect of ours costs the trials to come, never those that are done.
  if (defect !== undefined) throw defect;
  return { record, folder: config.out, saved };
}

function announce(config: RunConfig, plan: Plan, watch: Watch): void {
  const { cells, skipped, trials } = plan;
  watch({
    type: 'planned',
    folder: config.out,
    cells,
    skipped,
    trials: trials.length,
    estimatedSeconds: estimatedSeconds(plan, config),
  });
  for (const text of [...config.notices, ...driverNotices(config)]) watch({ type: 'notice', text });
}

/** What is not sent as usual. */
function driverNotices(config: RunConfig): string[] {
  return config.scenarios.flatMap(({ name, mode }) => {
    const { name: driver, reason } = chooseDriver({ ...config, mode });
    return reason === null || config.driver === driver ? [] : [`${name} is sent by ${driver}: ${reason}`];
  });
}

/** A disk that is full for a while costs no trial: the journal keeps what it could not write, and tries again. */
function keepIn(journal: Journal, watch: Watch): (line: RunHeader | Trial) => Promise<void> {
  return async (line) => {
    try {
      await journal.append(line);
    } catch (error) {
      const { message } = error as Error;
      watch({ type: 'notice', text: `the journal cannot be written, the run goes on: ${message}` });
    }
  };
}

async function save(record: RunRecord, folder: string, watch: Watch): Promise<boolean> {
  try {
    await writeRecord(folder, record);
    return true;
  } catch (error) {
    const { message } = error as Error;
    watch({ type: 'notice', text: `the record cannot be written to ${folder}: ${message}` });
    return false;
  }
}
