/** Runs of the whole program that a test makes ill in one way, and what their records say of it. */
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { OkTrial, RunRecord } from '../../records/run.ts';
import { cellOf } from './cell-of.ts';
import { type RunningCli, recordIn, startCli, temporaryFolder } from './cli.ts';

/** Flags win over these. */
const SHORT = {
  CLUSTER_BENCH_DURATION: '1',
  CLUSTER_BENCH_WARMUP: '0.2',
  CLUSTER_BENCH_TRIALS: '1',
  CLUSTER_BENCH_PROXY: 'none',
  CLUSTER_BENCH_PATH: '/',
};

interface CommandContext {
  /** Programs of the run's folder, by path; those in `bin` come before the host's. */
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** A program that runs it, such as one that shows it another host. */
  readonly wrapper?: readonly string[];
  /** What a test does to the run while it goes on. */
  readonly during?: (cli: RunningCli) => Promise<void>;
  /** With which it ends. */
  readonly code?: number;
}

export interface Provoked {
  readonly record: RunRecord;
  /** Of the program, both streams. */
  readonly output: string;
  readonly folder: string;
}

/** A run to its end, of the apps that these scripts are, by name; @throws where it fails. */
export async function provoke(
  context: TestContext,
  args: readonly string[],
  scripts: Readonly<Record<string, string>> = {},
  {
    files = {},
    env = {},
    wrapper = [],
    during = async () => {},
    code: expectedCode = 0,
  }: CommandContext = {},
): Promise<Provoked> {
  // nginx is run by another user where the harness is root.
  const cwd = temporaryFolder(context, 0o755);
  mkdirSync(join(cwd, 'bin'));
  for (const [path, text] of Object.entries(files)) {
    writeFileSync(join(cwd, path), text);
    chmodSync(join(cwd, path), 0o755);
  }
  for (const [name, text] of Object.entries(scripts)) writeFileSync(join(cwd, `${name}.cjs`), text);
  const apps = Object.keys(scripts).map((name) => `${name}.cjs`);
  const named = apps.length > 0 ? ['--app', apps.join(',')] : [];
  const path = `${join(cwd, 'bin')}:${process.env.PATH}`;
  const cli = startCli([...named, ...args], { cwd, env: { ...SHORT, PATH: path, ...env }, wrapper });
  await during(cli);
  const { code } = await cli.ended;
  assert.equal(code, expectedCode, cli.output());
  const folder = join(cwd, 'run');
  return { record: recordIn(folder), output: cli.output(), folder };
}

export async function recordOf(...run: Parameters<typeof provoke>): Promise<RunRecord> {
  return (await provoke(...run)).record;
}

export function trialOf(record: RunRecord, app?: string): OkTrial {
  const trial = record.trials.find((one) => app === undefined || cellOf(record, one).app === app);
  assert.ok(trial?.status === 'ok');
  return trial;
}

export function codesOf({ warnings }: Pick<OkTrial, 'warnings'>): string[] {
  return warnings.map(({ code }) => code);
}

export function assertRaised(trial: OkTrial, ...codes: readonly string[]): void {
  for (const code of codes) {
    assert.ok(codesOf(trial).includes(code), `${trial.cell}: ${code} among ${codesOf(trial)}`);
  }
}

/** An HTTP server that does this with its n-th answer. */
export function server(answer: string): string {
  return `let n = 0;
    require('http').createServer((request, response) => { n++; ${answer} }).listen(process.env.PORT);`;
}
