/** Plan -> RunRecord: trial after trial, each journalled as it ends. */
import { rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { Scenario } from '../scenarios/index.ts';
import { topologies } from '../targets/topologies/index.ts';
import type { App } from '../targets/topology.ts';
import type { Capabilities } from './capabilities.ts';
import type { AppSource, RunConfig } from './config.ts';
import type { Phase, Watch } from './events.ts';
import { Journal, writeRecord } from './journal.ts';
import { judgeRun } from './judge/judge-run.ts';
import type { AnswerRule } from './load/answer-rule.ts';
import { type Agents, agentModule, listenForAgents } from './observe/agents.ts';
import { describeCommit } from './observe/git.ts';
import { describeHost } from './observe/host.ts';
import { packageVersion } from './package-version.ts';
import { makePlan, type Plan, type PlannedTrial } from './plan.ts';
import { makeScratchFolder } from './processes/scratch-folder.ts';
import { RUN_SCHEMA, type RunHeader, type RunRecord, type Trial } from './record.ts';
import { runTrial, type TrialContext } from './trial.ts';

/** What starting and stopping take beside warm-up and window, for the estimate alone. */
const USUAL_START_AND_STOP_SECONDS = 1.2;

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
  const header = await describeRun(config, plan, capabilities);
  announce(config, plan, options.watch);

  const journal = await Journal.create(config.out);
  const keep = keepIn(journal, options.watch);
  await keep(header);
  const trials: Trial[] = [];
  let defect: unknown;
  try {
    for await (const trial of runTrials(plan, config, capabilities, options)) {
      trials.push(trial);
      await keep(trial);
    }
  } catch (error) {
    if (!options.signal.aborted) defect = error;
  }
  await journal.close();

  const status = trials.length === plan.trials.length ? 'complete' : 'partial';
  const finishedAt = new Date().toISOString();
  const record: RunRecord = { ...header, status, finishedAt, trials, warnings: judgeRun(header, trials) };
  const saved = await save(record, config.out, options.watch);
  // A defect of ours costs the trials to come, never those that are done.
  if (defect !== undefined) throw defect;
  return { record, folder: config.out, saved };
}

function announce(config: RunConfig, { cells, skipped, trials }: Plan, watch: Watch): void {
  const trialSeconds = config.warmupSeconds + config.durationSeconds + USUAL_START_AND_STOP_SECONDS;
  const estimatedSeconds = trials.length * trialSeconds;
  watch({ type: 'planned', folder: config.out, cells, skipped, trials: trials.length, estimatedSeconds });
}

/** One after the other, until the plan or the user's patience ends. Rejects where the running one is given up. */
async function* runTrials(
  plan: Plan,
  config: RunConfig,
  capabilities: Capabilities,
  options: RunOptions,
): AsyncGenerator<Trial> {
  const { watch, signal } = options;
  const scratch = makeScratchFolder();
  const agents = await listenForAgents(scratch);
  const beganMs = performance.now();
  let loaded = false;
  try {
    for (const planned of plan.trials) {
      if (signal.aborted) return;
      watch({ type: 'trial-started', cell: planned.cell.id, trial: planned.trial, order: planned.order });
      const context = trialContext(planned, config, capabilities, { ...options, agents, scratch });
      const onPhase = (phase: Phase) => {
        loaded ||= phase === 'warming up';
        context.onPhase(phase);
      };
      const trial = await runTrial(planned, { ...context, onPhase });
      yield trial;
      const secondsEach = (performance.now() - beganMs) / 1_000 / planned.order;
      const remainingSeconds = secondsEach * (plan.trials.length - planned.order);
      watch({ type: 'trial-ended', trial, remainingSeconds });
      if (!loaded && planned.order === plan.cells.length && planned.order < plan.trials.length) {
        watch({
          type: 'notice',
          text: 'no setup came to be loaded in its first trial; the others are left out',
        });
        return;
      }
    }
  } finally {
    agents.close();
    // What cannot be removed now the guard removes later: it costs no record.
    await rm(scratch, { recursive: true, force: true }).catch(() => {});
  }
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

async function describeRun(config: RunConfig, plan: Plan, capabilities: Capabilities): Promise<RunHeader> {
  const [git, host] = await Promise.all([
    describeCommit(process.cwd()),
    describeHost(capabilities.nginx?.version ?? null),
  ]);
  const { v8, uv } = process.versions;
  return {
    schema: RUN_SCHEMA,
    startedAt: new Date().toISOString(),
    command: [...config.command],
    seed: config.seed,
    tool: { name: 'cluster-bench', version: packageVersion() },
    git,
    node: {
      version: process.version,
      v8,
      uv,
      execArgv: process.execArgv,
      options: process.env.NODE_OPTIONS ?? '',
    },
    host,
    plan: {
      scenarios: config.scenarios.map((scenario) => ({
        name: scenario.name,
        driver: 'autocannon',
        driverReason: null,
        mode: scenario.mode,
        metric: scenario.metric,
        path: config.path ?? scenario.path,
        delayMs: delayOf(scenario, config),
      })),
      apps: config.apps.map(({ name, script, args, builtIn }) => ({
        name,
        source: builtIn ? 'built-in' : script,
        args: [...args],
      })),
      cells: [...plan.cells],
      trialsPerCell: config.trials,
      warmupSeconds: config.warmupSeconds,
      durationSeconds: config.durationSeconds,
      connections: config.connections,
      loadProcesses: config.loadProcesses,
      nginxWorkerProcesses: capabilities.nginx ? nginxWorkerProcesses() : null,
      cpus: null,
    },
    skipped: [...plan.skipped],
    clientCapacity: [],
  };
}

function trialContext(
  { cell }: PlannedTrial,
  config: RunConfig,
  { nginx }: Capabilities,
  run: RunOptions & Pick<TrialContext, 'agents' | 'scratch'>,
): TrialContext {
  const app = named(config.apps, cell.app);
  const scenario = named(config.scenarios, cell.scenario);
  const delayMs = delayOf(scenario, config);
  return {
    ...config,
    app: targetApp(app, delayMs, run.agents),
    topology: named(topologies, cell.topology),
    nginx: nginx && { command: nginx.command, workerProcesses: nginxWorkerProcesses() },
    answer: answerRule(scenario.name, config),
    path: config.path ?? scenario.path,
    delayMs: app.builtIn && config.path === null ? delayMs : null,
    agents: run.agents,
    scratch: run.scratch,
    onPhase: (phase) => run.watch({ type: 'phase', phase }),
    onLive: (throughput) => run.watch({ type: 'live', throughput }),
    signal: run.signal,
  };
}

function targetApp({ name, script, args }: AppSource, delayMs: number, agents: Agents): App {
  return { name, script, args, env: { ...agents.env, DB_DELAY_MS: String(delayMs) }, preload: [agentModule] };
}

function delayOf({ delay }: Scenario, { delayMs }: RunConfig): number {
  return delay === 'simulated' ? delayMs : 0;
}

/** The user's word about the answer counts first; of a path that he named the scenario knows nothing. */
function answerRule(scenario: string, { expectBody, path }: RunConfig): AnswerRule {
  if (expectBody !== null) return { kind: 'contains', text: expectBody };
  return path === null ? { kind: 'scenario', name: scenario } : { kind: 'any' };
}

/** As `worker_processes auto` has it: a worker a core. */
function nginxWorkerProcesses(): number {
  return availableParallelism();
}

function named<Named extends { readonly name: string }>(all: readonly Named[], name: string): Named {
  const found = all.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`nothing is named ${name}`);
  return found;
}
