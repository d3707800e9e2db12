/** The program before a run: help, refusals, exit codes. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { scenarios } from '../../../scenarios/index.ts';
import { builtInApps } from '../../../targets/apps/index.ts';
import { isOffered, namesOf } from '../../config/options/option.ts';
import { runOptionNames, runOptions } from '../../config/options/run.ts';
import { recordIn, runCli, temporaryFolder } from '../testing/cli.ts';
import { fakeMeans } from '../testing/fake-trials.ts';
import { runHere } from '../testing/run-here.ts';

const SHORT = ['--workers', '1', '--proxy', 'none'];

test('--help names every flag that takes a value, app and scenario, within 80 columns', async (context) => {
  const { code, output } = await runCli(['--help'], { cwd: temporaryFolder(context) });
  assert.equal(code, 0);
  const names = await namesOf(runOptions);
  for (const name of runOptionNames) {
    const isNamed = new RegExp(`^  (-\\w, )?--${name}  `, 'm').test(output);
    assert.equal(isNamed, isOffered(runOptions[name], names[name]), name);
  }
  for (const { name } of [...scenarios, ...builtInApps]) assert.ok(output.includes(name), name);
  assert.deepEqual(
    output.split('\n').filter((line) => line.length > 80),
    [],
  );
  for (const words of [['run', '-h'], ['help', 'run'], ['help']]) {
    const help = await runHere(words, { cwd: temporaryFolder(context) });
    assert.equal(help.code, 0, words.join(' '));
    assert.match(help.output, /--workers/);
  }
});

test('--version is the version of the package', async (context) => {
  const { code, output } = await runCli(['--version'], { cwd: temporaryFolder(context) });
  assert.match(output, /^\d+\.\d+\.\d+\S*\n$/);
  assert.equal(code, 0);
});

test('list shows what this host can run', async (context) => {
  const { code, output } = await runHere(['list'], { cwd: temporaryFolder(context) });
  assert.equal(code, 0);
  for (const word of ['db-wait', 'fastify', 'processes', 'reuseport', 'nginx', 'single, cluster-']) {
    assert.ok(output.includes(word), word);
  }
});

test('completion prints a script, and completes words', async (context) => {
  const cwd = temporaryFolder(context);
  const bash = { cwd, env: { SHELL: '/bin/bash' } };
  const { code, output } = await runCli(['completion'], bash);
  assert.match(output, /complete .*cluster-bench\n###-end-cluster-bench-completions-###\s+$/);
  assert.equal(code, 0);
  const words = ['--get-yargs-completions', 'cluster-bench', '--policy', 'rr,'];
  assert.match((await runCli(words, bash)).output, /^rr,none\nrr,reuseport\n/);
});

const refusals: readonly (readonly [args: readonly string[], sentence: string])[] = [
  [['--wrokers', '1'], 'unknown flag --wrokers; did you mean --workers?'],
  [['rnu'], 'unknown command "rnu"; did you mean run?'],
  [['deploy'], 'unknown command "deploy"; cluster-bench --help lists the commands'],
  [['--workers', '1', '8'], 'unexpected "8"; join the values of a flag with commas: --workers 1,8'],
  [['--workers'], '--workers needs a value'],
  [['--quick=maybe'], '--quick takes no value, or true or false; not "maybe"'],
  [['--hlep'], 'unknown flag --hlep; did you mean --help?'],
  [['--workers', '--quick'], '--workers needs a value'],
  [['--app-args'], '--app-args needs a value'],
  [['--connections', '-5'], '--connections takes a whole number from 1 to 1,000,000, or auto, not "-5"'],
  [['--delay', '5', '--delay', '6'], '--delay takes one value, not 2: 5, 6'],
  [['list', '--quick'], 'unknown flag --quick; cluster-bench --help lists them'],
  [['predict', '--quick'], 'unknown flag --quick; cluster-bench --help lists them'],
  [['report', 'a', 'z'], 'unknown command "z"; cluster-bench --help lists the commands'],
  [['micro', '--app', 'expres'], '--app takes express, fastify, http, not "expres"; did you mean express?'],
  [['micro', '--time', '0'], '--time takes a whole number of milliseconds from 1 to 60,000, not "0"'],
  [['micro', '--time'], '--time needs a value'],
  [['micro', '--no-time'], '--no-time is not a flag; leave --time out instead'],
  [['micro', '--json=maybe'], '--json takes no value, or true or false; not "maybe"'],
  [['micro', '--aps', 'http'], 'unknown flag --aps; did you mean --app?'],
  [['micro', 'http'], 'unknown command "http"; cluster-bench --help lists the commands'],
  [['report'], 'report needs the folder of a run, and there is none in cluster-bench-report/'],
];

for (const [args, sentence] of refusals) {
  test(`cluster-bench ${args.join(' ')} is refused, and nothing is left behind`, async (context) => {
    const cwd = temporaryFolder(context);
    assert.deepEqual(await runHere(args, { cwd }), {
      code: 2,
      signal: null,
      output: `cluster-bench: ${sentence}\n`,
    });
    assert.deepEqual(readdirSync(cwd), []);
  });
}

test('report of a folder without a run, or with a damaged one, is refused', async (context) => {
  const cwd = temporaryFolder(context);
  assert.equal(
    (await runCli(['report', 'nowhere'], { cwd })).code,
    2,
    'the process itself exits with it too',
  );
  await writeFile(join(cwd, 'run.json'), '{ "schema": ');
  const { code, output } = await runHere(['report', '.'], { cwd });
  assert.equal(code, 2);
  assert.match(output, /^cluster-bench: .*run\.json is damaged: .*\n$/);
});

test('a value that begins with dashes reaches the app, in both spellings', async (context) => {
  const cwd = temporaryFolder(context);
  await writeFile(join(cwd, 'server.mjs'), '');
  const args = [...SHORT, '--trials', '1', '--app', './server.mjs'];
  for (const [index, port] of [['--app-args', '--port {port}'], ['--app-args=--port {port}']].entries()) {
    const seen: (readonly string[])[] = [];
    const means = fakeMeans((_planned, _signal, app) => {
      seen.push(app.args);
      return 1_000;
    });
    const { code, output } = await runHere([...args, ...port, '--out', `run-${index}`], { cwd, means });
    assert.equal(code, 0, output);
    assert.deepEqual(seen, [['--port', '{port}']]);
    assert.ok(output.includes(`report: run-${index}/report.html`), output);
  }
});

test('a run whose trials all failed has a report that says why, and cannot be reported again', async (context) => {
  const cwd = temporaryFolder(context);
  const args = [...SHORT, '--trials', '1', '--app', 'http'];
  const means = fakeMeans(() => 'no database');
  const run = await runHere(args, { cwd, means });
  assert.equal(run.code, 1, run.output);
  assert.match(run.output, /no database/);
  const { code, output } = await runHere(['report', 'run'], { cwd });
  assert.equal(code, 3, output);
  assert.match(output, /no trial of this run produced figures; the report explains why/);
  const refused = await runHere(args, { cwd, means });
  assert.equal(refused.code, 2);
  assert.match(
    refused.output,
    /^cluster-bench: CLUSTER_BENCH_OUT: .*run already holds a run; name another folder/,
  );
});

test('Ctrl-C gives up the running trial, and what was measured is reported', async (context) => {
  const cwd = temporaryFolder(context);
  const means = fakeMeans(({ order }, signal) => {
    if (order < 3) return 1_000;
    process.emit('SIGINT');
    return Promise.reject(signal.reason);
  });
  const { code, output } = await runHere([...SHORT, '--trials', '9', '--app', 'http'], { cwd, means });
  assert.equal(code, 130, output);
  const { status, trials } = recordIn(join(cwd, 'run'));
  assert.deepEqual([status, trials.length], ['partial', 2]);
  assert.match(await readFile(join(cwd, 'run', 'report.md'), 'utf8'), /partial/i);
});
