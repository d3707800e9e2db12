/** Repositories whose app a test makes slower from one night to the next, and the nights of their store. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { type Night, nightSchema } from '../../records/night.ts';
import { temporaryFolder } from './cli.ts';

export const STORE = 'cluster-bench-nightly';

/** @param serverOf what the version of the app is made of that answers after so many milliseconds */
export function nightlyRepository(context: TestContext, serverOf: (waitMs: number) => string) {
  const cwd = temporaryFolder(context);
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@localhost', ...args], {
      cwd,
      encoding: 'utf8',
    }).trim();
  git('init', '--quiet');
  writeFileSync(join(cwd, '.gitignore'), `${STORE}/\nrun/\n`);
  writeFileSync(join(cwd, 'package.json'), '{}');
  const commit = (waitMs: number) => {
    writeFileSync(join(cwd, 'server.js'), serverOf(waitMs));
    git('add', '--all');
    git('commit', '--quiet', '--allow-empty', '--message', `answers after ${waitMs} ms`);
    return git('rev-parse', 'HEAD');
  };
  return { cwd, git, commit };
}

/** Every night of the store, the first one first. */
export function nightsIn(cwd: string): (Night & { readonly folder: string })[] {
  const runs = join(cwd, STORE, 'runs');
  return readdirSync(runs)
    .filter((name) => existsSync(join(runs, name, 'night.json')))
    .sort()
    .map((name) => {
      const folder = join(runs, name);
      return { ...nightSchema.parse(JSON.parse(readFileSync(join(folder, 'night.json'), 'utf8'))), folder };
    });
}
