/** Git repositories for tests, and their state, which commands must not change. */
import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { temporaryFolder } from './cli.ts';

/** Excludes the developer's own git configuration. */
const env = {
  ...process.env,
  ...{ GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' },
};
const SETTINGS = {
  'user.name': 'Ada',
  'user.email': 'ada@example.invalid',
  'commit.gpgsign': 'false',
};

type Files = Readonly<Record<string, string>>;

export interface TestRepository {
  readonly folder: string;
  /** Returns trimmed standard output. */
  readonly git: (...args: readonly string[]) => string;
  readonly write: (files: Files) => void;
  /** Writes the files and commits everything; returns the commit. */
  readonly commit: (files?: Files) => string;
  /** Every file with content, mode and time, including git's own except objects. */
  readonly state: () => Readonly<Record<string, string>>;
}

/** @param files of the first commit; omitted for no commit */
export function testRepository(context: TestContext, files?: Files, name = 'repository'): TestRepository {
  const folder = join(temporaryFolder(context), name);
  mkdirSync(folder);
  const repository = repositoryIn(folder);
  repository.git('init', '--quiet', '--template=', '--initial-branch', 'main');
  for (const [key, value] of Object.entries(SETTINGS)) repository.git('config', key, value);
  if (files) repository.commit(files);
  return repository;
}

/** Wraps an existing repository. */
export function repositoryIn(folder: string): TestRepository {
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-C', folder, ...args], {
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  const write = (files: Files) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  };
  return {
    folder,
    git,
    write,
    commit: (files = {}) => {
      write(files);
      git('add', '--all');
      git('commit', '--quiet', '--allow-empty', '--message', 'a commit');
      return git('rev-parse', 'HEAD');
    },
    state: () => Object.fromEntries(entriesBelow(folder, '')),
  };
}

/** Returns paths of worktrees, the checkout itself first. */
export function worktreesOf({ git }: TestRepository): string[] {
  return [...git('worktree', 'list', '--porcelain').matchAll(/^worktree (.+)$/gm)].map(
    ([, path = '']) => path,
  );
}

function entriesBelow(root: string, folder: string): [string, string][] {
  return readdirSync(join(root, folder)).flatMap((name): [string, string][] => {
    const path = join(folder, name);
    if (path === join('.git', 'objects')) return [];
    const found = lstatSync(join(root, path));
    if (found.isDirectory()) return [[`${path}/`, found.mode.toString(8)], ...entriesBelow(root, path)];
    const content = found.isSymbolicLink()
      ? readlinkSync(join(root, path))
      : readFileSync(join(root, path), 'latin1');
    return [[path, `${found.mode.toString(8)} ${found.mtimeMs} ${content}`]];
  });
}
