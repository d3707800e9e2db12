/** Runs the steps of a composite action in bash, as GitHub's runner does, with files and variables of a test. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Contexts, conditionOf, filled } from './expressions.ts';

interface ActionStep {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
  readonly 'working-directory'?: string;
  readonly 'continue-on-error'?: string;
}

export interface Action {
  readonly name: string;
  readonly description: string;
  readonly branding: { readonly icon: string; readonly color: string };
  readonly inputs: Readonly<
    Record<string, { readonly description: string; readonly required?: boolean; readonly default?: string }>
  >;
  readonly outputs: Readonly<Record<string, { readonly description: string; readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly ActionStep[] };
}

export function readAction(content: string): Action {
  return parse(content) as Action;
}

export interface ActionRun {
  readonly inputs: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly github: Readonly<Record<string, string>>;
  /** The workspace. The runner's own files go to `.runner` in it. */
  readonly cwd: string;
}

export interface ActionResult {
  readonly isFailed: boolean;
  readonly outputs: Readonly<Record<string, string>>;
  /** Everything that the steps wrote, to both streams. */
  readonly log: string;
  /** Summaries of all steps, in order. */
  readonly summary: string;
  /** Names or ids of the steps that ran. */
  readonly ran: readonly string[];
}

/** runAction skips steps that use another action. */
export async function runAction(
  action: Action,
  { inputs, env, github, cwd }: ActionRun,
): Promise<ActionResult> {
  const given = Object.entries(action.inputs).map(([name, { default: usual = '' }]) => [
    name,
    inputs[name] ?? filled(usual, { github }),
  ]);
  const steps: Record<string, { outputs: Record<string, string> }> = {};
  const contexts: Contexts = { inputs: Object.fromEntries(given), github, steps };
  let [isFailed, log, summary] = [false, '', ''];
  const ran: string[] = [];
  for (const [index, step] of action.runs.steps.entries()) {
    if (step.id) steps[step.id] = { outputs: {} };
    if (isFailed || step.run === undefined || !conditionOf(step.if ?? 'true', contexts)) continue;
    const done = await runStep(step, contexts, env, { cwd, folder: join(cwd, '.runner', String(index)) });
    ran.push(step.id ?? step.name ?? String(index));
    if (step.id) steps[step.id] = { outputs: done.outputs };
    log += done.log;
    summary += done.summary;
    isFailed = done.code !== 0 && filled(step['continue-on-error'] ?? '', contexts) !== 'true';
  }
  const outputs = Object.entries(action.outputs).map(([name, { value }]) => [name, filled(value, contexts)]);
  return { isFailed, outputs: Object.fromEntries(outputs), log, summary, ran };
}

async function runStep(
  { run = '', env: own = {}, 'working-directory': folderOfStep = '.' }: ActionStep,
  contexts: Contexts,
  env: ActionRun['env'],
  { cwd, folder }: { readonly cwd: string; readonly folder: string },
) {
  mkdirSync(folder, { recursive: true });
  const file = (name: string, content: string) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const script = file('script.sh', run);
  const [outputs, summary] = [file('outputs', ''), file('summary.md', '')];
  const entries = Object.entries(own).map(([name, value]) => [name, filled(String(value), contexts)]);
  // The runner's shell `bash`.
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
    cwd: join(cwd, filled(folderOfStep, contexts)),
    env: {
      ...env,
      GITHUB_ACTIONS: 'true',
      GITHUB_OUTPUT: outputs,
      GITHUB_STEP_SUMMARY: summary,
      RUNNER_TEMP: folder,
      ...Object.fromEntries(entries),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      log += chunk;
    });
  }
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    code,
    log,
    outputs: readOutputs(readFileSync(outputs, 'utf8')),
    summary: readFileSync(summary, 'utf8'),
  };
}

/** readOutputs reads both forms of a step's outputs: `name=value`, and `name<<end` with lines up to `end`. */
export function readOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split('\n');
  while (lines.length > 0) {
    const [, name = '', sign, rest = ''] = /^([\w-]+)(=|<<)(.*)$/.exec(lines.shift() ?? '') ?? [];
    if (sign === '=') outputs[name] = rest;
    if (sign === '<<')
      outputs[name] = lines
        .splice(0, lines.indexOf(rest) + 1)
        .slice(0, -1)
        .join('\n');
  }
  return outputs;
}
