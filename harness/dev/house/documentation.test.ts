/** Every command in README and docs/ runs, in the order in which it stands there; links lead somewhere. */
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { exampleRecord } from '../../../reports/testing/example-record.ts';
import { comparisonCodes } from '../../commands/compare.ts';
import { exitCodes } from '../../commands/exit-codes.ts';
import { optionsOf } from '../../config/options/index.ts';
import { isRunOptionName, runOptionNames } from '../../config/options/run.ts';
import { cellVerdicts, DRIVER_REPLACED } from '../../judge/judge-run.ts';
import { verdicts } from '../../judge/verdicts/index.ts';
import { writeRecord } from '../../records/journal.ts';
import { metricNames } from '../../stats/metrics/index.ts';
import { temporaryFolder } from '../testing/cli.ts';
import { namedRun } from '../testing/compared-runs.ts';

const program = fileURLToPath(new URL('../../cli.js', import.meta.url));
const authored = ['-c', 'user.name=a', '-c', 'user.email=a@example.invalid', '-c', 'commit.gpgsign=false'];
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync('docs').map((name) => join('docs', name)),
].filter((file) => file.endsWith('.md'));

/** Runs as documented, but short: flags in the documents win over these. */
const SHORT = {
  CLUSTER_BENCH_DURATION: '1',
  CLUSTER_BENCH_WARMUP: '0.1',
  CLUSTER_BENCH_TRIALS: '1',
  CLUSTER_BENCH_CONNECTIONS: '20',
  CLUSTER_BENCH_WORKERS: '1',
  CLUSTER_BENCH_POLICY: 'rr',
  CLUSTER_BENCH_PROXY: 'none',
};

/** Lines of the fenced blocks in a language. */
function blocks(page: string, language: string): string[] {
  const text = readFileSync(page, 'utf8');
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms'))].map(
    ([, block = '']) => block,
  );
}

function commands(page: string): string[] {
  return blocks(page, 'sh')
    .flatMap((block) => block.split('\n'))
    .filter((line) => line.trim() !== '');
}

for (const page of pages) {
  const found = commands(page);
  if (found.length === 0) continue;
  test(`the commands of ${page}`, async (context) => {
    const cwd = temporaryFolder(context);
    const [server = ''] = blocks('docs/own-server.md', 'js');
    writeFileSync(join(cwd, 'server.js'), server);
    writeFileSync(join(cwd, 'package.json'), '{}'); // whatever a folder above says of modules
    writeFileSync(join(cwd, 'package-lock.json'), '{ "lockfileVersion": 3, "packages": {} }');
    symlinkSync(process.execPath, join(cwd, 'other-node'));
    const example = join(cwd, 'cluster-bench-report', 'example');
    mkdirSync(example, { recursive: true });
    await writeRecord(example, exampleRecord({ workers: [1, 2] }));
    await writeSides(cwd);
    keepAsCommits(cwd);

    for (const command of found) {
      if (isRunByCi(command)) continue;
      const own = command.replace(/^npm ci && /, '');
      assert.match(own, /^npx cluster-bench\b/, `${page} has a command that no test runs: ${command}`);
      const line = shortened(own).replace(/^npx cluster-bench/, `"${process.execPath}" "${program}"`);
      const { stdout } = await promisify(execFile)('sh', ['-c', line], {
        cwd,
        env: { ...process.env, ...SHORT },
      });
      assert.ok(stdout.length > 0, `${command} printed something`);
    }
  });
}

/** Runs to compare, `before`, `after` and two in `nightly`, with figures that are the same. */
async function writeSides(cwd: string): Promise<void> {
  for (const [index, name] of ['before', 'after', 'nightly/1', 'nightly/2'].entries()) {
    const day = index + 1;
    const folder = join(cwd, name);
    mkdirSync(folder, { recursive: true });
    await writeRecord(folder, namedRun({ day }).record);
  }
}

/** What is there as the last of two commits. */
function keepAsCommits(cwd: string): void {
  const git = (...args: string[]) => execFileSync('git', ['-C', cwd, ...authored, ...args]);
  git('init', '--quiet', '--initial-branch', 'main');
  git('add', '.');
  git('commit', '--quiet', '--message', 'First');
  git('commit', '--quiet', '--allow-empty', '--message', 'Second');
}

/** Pairs have no variable of their own. */
function shortened(command: string): string {
  if (command.includes('--max-pairs')) return command;
  return command
    .replace(/\b(cluster-bench ab)\b/, '$1 --max-pairs 1')
    .replace(/\b(cluster-bench nightly)\b/, '$1 --max-pairs 3');
}

/** What a test cannot run within itself; `.ci/run` must then hold it. */
function isRunByCi(command: string): boolean {
  const ci = readFileSync('.ci/run', 'utf8');
  if (command === 'npm ci && npm test') return assertIn(ci, `\n${command}\n`);
  if (command === 'sudo apt-get install nginx') return assertIn(ci, /apt-get install .*nginx/);
  return false;
}

function assertIn(text: string, expected: string | RegExp): true {
  assert.ok(
    typeof expected === 'string' ? text.includes(expected) : expected.test(text),
    `.ci/run has ${expected}`,
  );
  return true;
}

test('README begins with the two commands for a fresh clone', () => {
  assert.deepEqual(commands('README.md').slice(0, 2), [
    'npm ci && npx cluster-bench --workers 1,8,16',
    'npm ci && npm test',
  ]);
});

test('the findings that README quotes are those of the report that it links to', () => {
  const quoted = readFileSync('README.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('> - '))
    .map((line) => line.slice(2));
  assert.ok(quoted.length >= 3);
  const report = readFileSync('docs/examples/report/report.md', 'utf8').split('\n');
  for (const line of quoted) assert.ok(report.includes(line), line);
});

test('README names every flag and every exit code', () => {
  const text = readFileSync('README.md', 'utf8');
  for (const name of runOptionNames) assert.ok(text.includes(`--${name}`), `--${name}`);
  for (const code of Object.values(exitCodes)) assert.match(text, new RegExp(`^\\| *${code} *\\|`, 'm'));
});

test('the page of warnings names every code that the harness raises', () => {
  const codes = [
    ...[...verdicts, ...cellVerdicts].map(({ code }) => code),
    DRIVER_REPLACED,
    'uncompressed',
    'implausible',
    'too-many-errors',
  ];
  assert.equal(new Set(codes).size, codes.length, 'no code means two things');
  const page = readFileSync('docs/warnings.md', 'utf8');
  for (const code of codes) assert.match(page, new RegExp(`^### \`${code}\`$`, 'm'));
});

test('relative links and pictures lead to files', () => {
  for (const page of pages) {
    const text = readFileSync(page, 'utf8').replace(/^```.*?^```/gms, '');
    for (const [, target = ''] of text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)) {
      if (/^https?:/.test(target)) continue;
      assert.ok(existsSync(resolve(dirname(page), target)), `${page} links to ${target}`);
    }
  }
});

test('the page of comparisons names every flag of compare, every metric and every exit code', () => {
  const text = readFileSync('docs/compare.md', 'utf8');
  for (const name of Object.keys(optionsOf('compare'))) assert.ok(text.includes(`--${name}`), `--${name}`);
  for (const name of metricNames()) assert.ok(text.includes(`\`${name}\``), name);
  for (const code of Object.values(comparisonCodes))
    assert.match(text, new RegExp(`^\\| *${code} *\\|`, 'm'));
});

test('the page of ab names every flag of its own and every exit code', () => {
  const text = readFileSync('docs/ab.md', 'utf8');
  const own = Object.keys(optionsOf('ab')).filter((name) => !isRunOptionName(name));
  for (const name of own) assert.match(text, new RegExp(`--${name}\\b`), `--${name}`);
  for (const code of Object.values(exitCodes)) assert.match(text, new RegExp(`^\\| *${code} *\\|`, 'm'));
});
