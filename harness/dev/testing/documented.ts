/** The commands in README and `docs/`, and a folder with everything that they refer to. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { exampleRecord } from '../../../reports/testing/example-record.ts';
import { CONFIG_FILE, RUNS_FOLDER } from '../../config/folder-names.ts';
import { JOURNAL_FILE, RECORD_FILE, writeRecord } from '../../records/journal.ts';
import { temporaryFolder } from './cli.ts';
import { namedRun } from './compared-runs.ts';
import { fakeMeans } from './fake-trials.ts';
import { runHere } from './run-here.ts';

const settings = [
  'user.name=a',
  'user.email=a@example.invalid',
  'commit.gpgsign=false',
  'maintenance.auto=false',
].flatMap((setting) => ['-c', setting]);
const NEEDS_COMMITS = /^npx cluster-bench (ab|nightly)\b/;
export const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync('docs').map((name) => join('docs', name)),
].filter((file) => file.endsWith('.md'));

/** Variables that the commands use. */
export const documentedEnvironment = {
  TOKEN: 'documented-token',
  CLUSTER_BENCH_SECRET: 'a secret of the documents',
};

/** The app's host, in pages that are about several. */
const DOCUMENTED_HOST = '10.0.0.5';

/** onThisHost has the same words with the address of this host. */
export function onThisHost(words: readonly string[]): string[] {
  return words.map((word) => word.replaceAll(DOCUMENTED_HOST, '127.0.0.1'));
}

/** Whether a command needs other hosts, and goes on until they are there. Other tests run such commands. */
export function needsOtherHosts(command: string): boolean {
  return /^npx cluster-bench agent\b| --agents\b/.test(command);
}

const RECORDING = {
  log: {
    entries: ['/', '/users'].map((path) => ({
      request: { method: 'GET', url: `https://shop.example${path}`, headers: [] },
      response: { status: 200 },
    })),
  },
};

/** Contents of the fenced blocks in a language. */
export function blocks(page: string, language: string): string[] {
  const text = readFileSync(page, 'utf8');
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms'))].map(
    ([, block = '']) => block,
  );
}

export function commands(page: string): string[] {
  return blocks(page, 'sh')
    .flatMap((block) => block.split('\n'))
    .filter((line) => line.trim() !== '');
}

/** Returns the cluster-bench commands of a page. Its other commands must be in `.ci/run`. */
export function ownCommands(page: string): string[] {
  return commands(page).flatMap((command) => {
    if (isRunByCi(command)) return [];
    const own = command.replace(/^npm ci && /, '');
    assert.match(own, /^npx cluster-bench\b/, `${page} has a command that no test runs: ${command}`);
    return [own];
  });
}

/**
 * Makes a folder with servers, runs and another Node, and the files that the page names. It is a repository of two
 * commits if the page has a command that needs them.
 */
export async function documentedFolder(context: TestContext, page: string): Promise<string> {
  const cwd = temporaryFolder(context);
  await writeFolder(cwd);
  writeNamedFiles(page, cwd);
  if (ownCommands(page).some((command) => command.includes(`--resume ${INTERRUPTED}`)))
    await writeInterrupted(cwd);
  if (ownCommands(page).some((command) => NEEDS_COMMITS.test(command))) keepAsCommits(cwd);
  return cwd;
}

const INTERRUPTED = join(RUNS_FOLDER, 'interrupted');

/** Leaves what `kill -9` leaves of a run of two trials on this host. */
async function writeInterrupted(cwd: string): Promise<void> {
  const args = ['--workers', '1', '--proxy', 'none', '--quick', '--trials', '2', '--out', INTERRUPTED];
  const { code, output } = await runHere(args, { cwd, means: fakeMeans(() => 1_000) });
  assert.equal(code, 0, output);
  const folder = join(cwd, INTERRUPTED);
  rmSync(join(folder, RECORD_FILE));
  const journal = join(folder, JOURNAL_FILE);
  const lines = readFileSync(journal, 'utf8').split('\n');
  writeFileSync(journal, lines.toSpliced(-2, 1).join('\n'));
}

async function writeFolder(cwd: string): Promise<void> {
  const [server = ''] = blocks('docs/own-server.md', 'js');
  writeFileSync(join(cwd, 'server.js'), server);
  for (const [name, language] of [
    ['list.json', 'json'],
    ['users.csv', 'csv'],
  ] as const) {
    writeFileSync(join(cwd, name), blocks('docs/requests.md', language)[0] ?? '');
  }
  writeFileSync(join(cwd, 'recording.har'), JSON.stringify(RECORDING));
  writeFileSync(join(cwd, 'package.json'), '{}'); // whatever a folder above says of modules
  writeFileSync(join(cwd, 'package-lock.json'), '{ "lockfileVersion": 3, "packages": {} }');
  symlinkSync(process.execPath, join(cwd, 'other-node'));
  const example = join(cwd, 'cluster-bench-report', 'example');
  mkdirSync(example, { recursive: true });
  await writeRecord(example, exampleRecord({ workers: [1, 2] }));
  await writeSides(cwd);
}

/** A block that begins with a comment such as `// visitor.ts` is the content of that file. */
function namedFiles(page: string): [name: string, content: string][] {
  return ['js', 'ts', 'json'].flatMap((language) =>
    blocks(page, language).flatMap((block): [string, string][] => {
      const [, name, content] = /^\/\/ (\S+\.\w+)\n(.*)$/s.exec(block) ?? [];
      return name === undefined || content === undefined ? [] : [[name, content]];
    }),
  );
}

/** Returns the content of a file that a page shows whole. */
export function namedFile(page: string, name: string): string {
  return new Map(namedFiles(page)).get(name) ?? assert.fail(`${page} shows no file ${name}`);
}

/** Writes what a page shows, beside the package as npm would install it, if the page names files. */
function writeNamedFiles(page: string, cwd: string): void {
  const files = namedFiles(page);
  const isTutorial = files.some(([name]) => name === CONFIG_FILE);
  if (!isTutorial) return;
  for (const [name, content] of files) writeFileSync(join(cwd, name), content);
  mkdirSync(join(cwd, 'node_modules'));
  symlinkSync(process.cwd(), join(cwd, 'node_modules', 'cluster-bench'));
}

/** Writes runs to compare, with equal figures: `before`, `after` and two in `nightly`. */
async function writeSides(cwd: string): Promise<void> {
  for (const [index, name] of ['before', 'after', 'nightly/1', 'nightly/2'].entries()) {
    const day = index + 1;
    const folder = join(cwd, name);
    mkdirSync(folder, { recursive: true });
    await writeRecord(folder, namedRun({ day }).record);
  }
}

/** Commits the folder's content, and an empty second commit. */
function keepAsCommits(cwd: string): void {
  const git = (...args: string[]) => execFileSync('git', ['-C', cwd, ...settings, ...args]);
  git('init', '--quiet', '--initial-branch', 'main');
  git('add', '.');
  git('commit', '--quiet', '--message', 'First');
  git('commit', '--quiet', '--allow-empty', '--message', 'Second');
}

/** Whether a test cannot run the command itself; `.ci/run` must contain it then. */
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
