/** Runs of the whole program with one provoked problem, and helpers to check their records. */
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { OkTrial, RunRecord } from '../../records/run.ts';
import { cellOf } from './cell-of.ts';
import { type RunningCli, recordIn, startCli, temporaryFolder } from './cli.ts';

/** Defaults; flags override them. */
const SHORT = {
  CLUSTER_BENCH_DURATION: '1',
  CLUSTER_BENCH_WARMUP: '0.2',
  CLUSTER_BENCH_TRIALS: '1',
  CLUSTER_BENCH_PROXY: 'none',
  CLUSTER_BENCH_PATH: '/',
};

interface Circumstances {
  /** Programs in the run's folder, by path. Those in `bin` precede the host's. */
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** A program that runs it, for example on a changed host. */
  readonly wrapper?: readonly string[];
  /** Acts on the run while it is running. */
  readonly during?: (cli: RunningCli) => Promise<void>;
  /** Expected exit code. */
  readonly code?: number;
}

export interface Provoked {
  readonly record: RunRecord;
  /** Output of the program, both streams. */
  readonly output: string;
  readonly folder: string;
}

/** Runs the program to its end, with these scripts as apps, by name. @throws if it fails */
export async function provoke(
  context: TestContext,
  args: readonly string[],
  scripts: Readonly<Record<string, string>> = {},
  { files = {}, env = {}, wrapper = [], during = async () => {}, code: expectedCode = 0 }: Circumstances = {},
): Promise<Provoked> {
  // If the harness is root, nginx runs as another user.
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

/** The source of an HTTP server that handles its n-th request with this code. */
export function server(answer: string): string {
  return `let n = 0;
    require('http').createServer((request, response) => { n++; ${answer} }).listen(process.env.PORT);`;
}
