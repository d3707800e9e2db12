/** Runs every subject in turn, each in a process of its own that the harness owns. */
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describeExit } from '../../targets/describe-exit.ts';
import { type Flags, givenAmong } from '../config/flags.ts';
import { readValues } from '../config/options/option.ts';
import { microOptions } from '../config/options/others.ts';
import { spawnChild } from '../processes/children.ts';
import { makeScratchFolder } from '../processes/scratch-folder.ts';
import type { Figure } from '../records/micro.ts';
import type { Orders } from './micro-process.ts';
import type { Subject } from './subject.ts';

const program = fileURLToPath(import.meta.resolve('./micro-process.js'));

/** Simulated delay for `timer`; other subjects have none. */
const TIMER_MS = 5;

export interface MicroOutcome {
  readonly figures: readonly Figure[];
  readonly failures: readonly MicroFailure[];
}

interface MicroFailure {
  readonly subject: Subject;
  readonly reason: string;
  /** Last lines that the process wrote. */
  readonly lastLines: readonly string[];
}

export interface MicroOptions {
  /** For each benchmark, after its warm-up. */
  readonly timeMs: number;
  readonly onSubject: (subject: Subject) => void;
  /** Aborting it gives up the running subject, and leaves out the rest. */
  readonly signal: AbortSignal;
}

/** subjectsOf lists injection first, then the apps in the order given, then what they share. */
export function subjectsOf(apps: readonly string[]): Subject[] {
  return [
    { kind: 'injection' },
    ...apps.map((app) => ({ kind: 'injected', app }) as const),
    ...apps.map((app) => ({ kind: 'served', app }) as const),
    { kind: 'json' },
    { kind: 'ipc' },
    { kind: 'handles' },
    { kind: 'timer' },
    // Its cost for each collection does not depend on the app.
    ...apps.slice(0, 1).map((app) => ({ kind: 'collections', app }) as const),
  ];
}

/** measureMicro reports a subject that fails, and measures the others nevertheless. */
export async function measureMicro(
  subjects: readonly Subject[],
  options: MicroOptions,
): Promise<MicroOutcome> {
  const scratch = makeScratchFolder();
  const figures: Figure[] = [];
  const failures: MicroFailure[] = [];
  try {
    for (const subject of subjects) {
      if (options.signal.aborted) break;
      options.onSubject(subject);
      const outcome = await measureInChild(subject, scratch, options);
      if ('reason' in outcome) failures.push(outcome);
      else figures.push(...outcome.figures);
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return { figures, failures };
}

async function measureInChild(
  subject: Subject,
  scratch: string,
  { timeMs, signal }: MicroOptions,
): Promise<{ readonly figures: readonly Figure[] } | MicroFailure> {
  const orders: Orders = { subject, timeMs };
  const child = spawnChild(
    {
      name: `the benchmark ${subject.kind}`,
      command: process.execPath,
      args: [program, JSON.stringify(orders)],
      env: { DB_DELAY_MS: subject.kind === 'timer' ? String(TIMER_MS) : '0' },
      ipc: true,
    },
    scratch,
  );
  const stop = () => void child.stop('SIGKILL');
  let figures: readonly Figure[] | undefined;
  child.onMessage((message) => {
    figures = message as readonly Figure[];
    stop();
  });
  signal.addEventListener('abort', stop, { once: true });
  const exit = await child.exited;
  signal.removeEventListener('abort', stop);
  if (figures) return { figures };
  return { subject, reason: describeExit(exit), lastLines: child.lastLines() };
}

export interface MicroConfig {
  /** Built-in apps, in their own order. */
  readonly apps: readonly string[];
  /** For each benchmark, after its warm-up. */
  readonly timeMs: number;
  readonly json: boolean;
}

/** @throws {UsageError} at the first flag that is unknown or invalid. */
export function microConfig(flags: Flags, builtInApps: readonly string[], cwd: string): MicroConfig {
  const given = givenAmong(flags, microOptions, cwd);
  const { app, time, json } = readValues(microOptions, given, 'micro', {
    names: { app: { all: builtInApps, plain: builtInApps } },
  });
  return { apps: app, timeMs: time, json };
}
