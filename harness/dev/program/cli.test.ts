/** The program as a user meets it before a run: help, refusals, exit codes. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { scenarios } from '../../../scenarios/index.ts';
import { builtInApps } from '../../../targets/apps/index.ts';
import { runOptionNames } from '../../config/options/run.ts';
import { runCli, temporaryFolder } from '../testing/cli.ts';

const SHORT = ['--workers', '1', '--proxy', 'none', '--trials', '1', '--duration', '1', '--warmup', '0'];

test('--help names every flag, app and scenario, within 80 columns', async (context) => {
  const { code, output } = await runCli(['--help'], { cwd: temporaryFolder(context) });
  assert.equal(code, 0);
  for (const name of runOptionNames) assert.match(output, new RegExp(`^  --${name}  `, 'm'));
  for (const { name } of [...scenarios, ...builtInApps]) assert.ok(output.includes(name), name);
  assert.deepEqual(
    output.split('\n').filter((line) => line.length > 80),
    [],
  );
  for (const words of [['run', '-h'], ['help', 'run'], ['help']]) {
    const help = await runCli(words, { cwd: temporaryFolder(context) });
    assert.equal(help.code, 0, words.join(' '));
    assert.match(help.output, /--workers/);
  }
});

test('--version is that of the package', async (context) => {
  const { code, output } = await runCli(['--version'], { cwd: temporaryFolder(context) });
  assert.match(output, /^\d+\.\d+\.\d+\S*\n$/);
  assert.equal(code, 0);
});

test('list shows what this host can run', async (context) => {
  const { code, output } = await runCli(['list'], { cwd: temporaryFolder(context) });
  assert.equal(code, 0);
  for (const word of ['db-wait', 'fastify', 'processes', 'reuseport', 'nginx', 'single, cluster-']) {
    assert.ok(output.includes(word), word);
  }
});

test('completion prints a script, and what completes a word', async (context) => {
  const cwd = temporaryFolder(context);
  const bash = { cwd, env: { SHELL: '/bin/bash' } };
  const { code, output } = await runCli(['completion'], bash);
  assert.match(output, /complete .*cluster-bench\n###-end-cluster-bench-completions-###\s+$/);
  assert.equal(code, 0);
  const words = ['--get-yargs-completions', 'cluster-bench', '--policy', 'rr,'];
  assert.equal((await runCli(words, bash)).output, 'rr,none\nrr,reuseport\n');
});

const refusals: readonly (readonly [args: readonly string[], sentence: string])[] = [
  [['--wrokers', '1'], 'unknown flag --wrokers; did you mean --workers?'],
  [['rnu'], 'unknown command "rnu"; did you mean run?'],
  [['deploy'], 'unknown command "deploy"; cluster-bench --help lists the commands'],
  [['--workers', '1', '8'], 'unexpected "8"; the values of one flag are joined by commas: --workers 1,8'],
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
  [['report'], 'report needs the folder of a run: there is none in cluster-bench-report/'],
];

for (const [args, sentence] of refusals) {
  test(`cluster-bench ${args.join(' ')} is refused, and nothing is left behind`, async (context) => {
    const cwd = temporaryFolder(context);
    assert.deepEqual(await runCli(args, { cwd }), {
      code: 2,
      signal: null,
      output: `cluster-bench: ${sentence}\n`,
    });
    assert.deepEqual(readdirSync(cwd), []);
  });
}

test('report of a folder without a run, or with a damaged one, is refused', async (context) => {
  const cwd = temporaryFolder(context);
  assert.equal((await runCli(['report', 'nowhere'], { cwd })).code, 2);
  await writeFile(join(cwd, 'run.json'), '{ "schema": ');
  const { code, output } = await runCli(['report', '.'], { cwd });
  assert.equal(code, 2);
  assert.match(output, /^cluster-bench: .*run\.json is damaged: .*\n$/);
});

test('a value that begins with dashes reaches the app, both ways of writing it', async (context) => {
  const cwd = temporaryFolder(context);
  const server = `import { createServer } from 'node:http';
const port = Number(process.argv[process.argv.indexOf('--port') + 1]);
createServer((_, response) => response.end('[{"id":1}]')).listen(port, '127.0.0.1');`;
  await writeFile(join(cwd, 'server.mjs'), server);
  const args = [...SHORT, '--app', './server.mjs', '--connections', '5'];
  for (const [index, port] of [['--app-args', '--port {port}'], ['--app-args=--port {port}']].entries()) {
    const { code, output } = await runCli([...args, ...port, '--out', `run-${index}`], { cwd });
    assert.equal(code, 0, output);
    assert.ok(output.includes(`report: run-${index}/report.md`), output);
  }
});

test('a run whose every trial failed has a report that says why, and nothing to report on again', async (context) => {
  const cwd = temporaryFolder(context);
  await writeFile(join(cwd, 'server.mjs'), 'throw new Error("no database")');
  const run = await runCli([...SHORT, '--app', './server.mjs'], { cwd });
  assert.equal(run.code, 1, run.output);
  assert.match(run.output, /no database/);
  const { code, output } = await runCli(['report', 'run'], { cwd });
  assert.equal(code, 3, output);
  assert.match(output, /no trial of this run gave figures; the report says why/);
  const refused = await runCli([...SHORT, '--app', './server.mjs'], { cwd });
  assert.equal(refused.code, 2);
  assert.match(
    refused.output,
    /^cluster-bench: CLUSTER_BENCH_OUT: .*run holds a run already; name another folder/,
  );
});
