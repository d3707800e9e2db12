/** Runs of the whole program in which one process of the app fails on order. */
import assert from 'node:assert/strict';
import { delimiter, join, resolve } from 'node:path';
import type { TestContext } from 'node:test';
import type { OkTrial, RunRecord } from '../../records/run.ts';
import { recordIn, runCli, temporaryFolder } from './cli.ts';

const RATE = ['--rate', '200', '--connections', '20', '--load-processes', '1'];
/** PATH with the programs of this checkout: a run in a temporary folder would not find its PM2. */
const PATH = [resolve('node_modules/.bin'), process.env.PATH].join(delimiter);
const SHORT = [
  '--app',
  'http',
  '--proxy',
  'none',
  '--policy',
  'rr',
  '--trials',
  '1',
  '--warmup',
  '0',
  ...RATE,
];

/** Runs the built-in app in a temporary folder, and returns the record. @throws if a trial fails */
export async function runMisbehaving(
  context: TestContext,
  scenario: string,
  ...args: readonly string[]
): Promise<RunRecord> {
  const cwd = temporaryFolder(context);
  const { output } = await runCli([...SHORT, '--scenario', scenario, ...args], { cwd, env: { PATH } });
  const record = recordIn(join(cwd, 'run'));
  assert.deepEqual(
    record.trials.filter(({ status }) => status === 'failed'),
    [],
    output,
  );
  return record;
}

/** Returns the trial of a cell. @throws if it has no figures */
export function okTrialOf({ trials }: RunRecord, cell: string): OkTrial {
  const found = trials.find((trial) => trial.cell === cell);
  assert.ok(found?.status === 'ok');
  return found;
}

/** Returns what the first event of a trial reports of itself. */
export function detailOf(trial: OkTrial): Readonly<Record<string, string | number>> {
  const [event] = trial.events;
  assert.ok(event);
  return event.detail;
}
