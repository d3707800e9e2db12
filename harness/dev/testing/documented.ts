/** The commands in README and `docs/`, and a folder with everything that they refer to. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { exampleRecord } from '../../../reports/testing/example-record.ts';
import { writeRecord } from '../../records/journal.ts';
import { temporaryFolder } from './cli.ts';
import { namedRun } from './compared-runs.ts';

const authored = ['-c', 'user.name=a', '-c', 'user.email=a@example.invalid', '-c', 'commit.gpgsign=false'];
export const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync('docs').map((name) => join('docs', name)),
].filter((file) => file.endsWith('.md'));

/** Variables that the commands use. */
export const documentedEnvironment = { TOKEN: 'documented-token' };

const RECORDING = {
  log: {
    entries: ['/', '/users'].map((path) => ({
      request: { method: 'GET', url: `https://shop.example${path}`, headers: [] },
      response: { status: 200 },
    })),
  },
};

/** Contents of the fenced blocks in a language. */
function blocks(page: string, language: string): string[] {
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

/** Makes a repository of two commits, with servers, runs and another Node. */
export async function documentedFolder(context: TestContext): Promise<string> {
  const cwd = temporaryFolder(context);
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
  keepAsCommits(cwd);
  return cwd;
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
  const git = (...args: string[]) => execFileSync('git', ['-C', cwd, ...authored, ...args]);
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
