/** Starts the program as a user does. Its run goes to `run` in its folder by default. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { marked } from '../../processes/mark.ts';
import { RECORD_FILE } from '../../records/journal.ts';
import { type RunRecord, runRecordSchema } from '../../records/run.ts';
import { DRAWS_NOTHING } from './charts.ts';

const program = fileURLToPath(new URL('../../cli.js', import.meta.url));

/** Marks the environment of the program and everything it starts. */
const MARK = 'CLUSTER_BENCH_INTERNAL_TEST';
/** Everything left of a run must be gone within this time. */
const GONE_MS = 2_000;

export interface RunningCli {
  readonly pid: number;
  /** Everything written so far, to both streams. */
  output(): string;
  /** Settles when the output contains the text; rejects if the program ends before. */
  wrote(text: string): Promise<void>;
  /** Settles when the program itself has ended. */
  readonly exited: Promise<unknown>;
  /** Settles once nothing that it started is left; rejects if something still is, 2 s after its end. */
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  kill(signal: NodeJS.Signals): void;
}

export interface CliOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A program that runs Node, instead of starting Node directly. */
  readonly wrapper?: readonly string[];
  /** Another script than the program's own. */
  readonly script?: string;
}

export function startCli(
  args: readonly string[],
  { cwd, env = {}, wrapper = [], script = program }: CliOptions,
): RunningCli {
  const [command = '', ...rest] = [...wrapper, process.execPath, script, ...args];
  const mark = randomUUID();
  const child = spawn(command, rest, {
    cwd,
    env: { ...process.env, ...DRAWS_NOTHING, NO_COLOR: '1', CLUSTER_BENCH_OUT: 'run', [MARK]: mark, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      for (const look of waiting) look();
    });
  }
  const closed = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  const ended = closed.then(async (exit) => {
    await assertGone(`${MARK}=${mark}`);
    return exit;
  });
  ended.catch(() => {}); // a test that awaits it still sees the rejection
  return {
    pid: child.pid ?? 0,
    output: () => output,
    wrote: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!output.includes(text)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
        closed.then(() => reject(new Error(`the program ended without "${text}":\n${output}`)));
      }),
    exited: closed,
    ended,
    kill: (signal) => child.kill(signal),
  };
}

async function assertGone(mark: string): Promise<void> {
  const deadline = performance.now() + GONE_MS;
  while (marked(mark).length > 0 && performance.now() < deadline) await sleep(20);
  assert.deepEqual(marked(mark).map(commandOf), [], 'nothing is left running');
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return `pid ${pid}`;
  }
}

/** Runs the program to its end. */
export async function runCli(args: readonly string[], options: CliOptions) {
  const cli = startCli(args, options);
  const { code, signal } = await cli.ended;
  return { code, signal, output: cli.output() };
}

/** Makes an empty folder that is removed after the test. */
export function temporaryFolder(context: TestContext, mode = 0o700): string {
  const folder = mkdtempSync(join(tmpdir(), 'cluster-bench-test-'));
  chmodSync(folder, mode);
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Reads and validates the run's record. */
export function recordIn(folder: string): RunRecord {
  return runRecordSchema.parse(JSON.parse(readFileSync(join(folder, RECORD_FILE), 'utf8')));
}

/** Returns the absolute path of a misbehaving app. */
export function testApp(name: string): string {
  return fileURLToPath(new URL(`./apps/${name}.js`, import.meta.url));
}
