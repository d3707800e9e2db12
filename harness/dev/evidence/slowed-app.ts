/** A git repository with a small server in several versions: as it is, the same again, and slower ones. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hash } from './hash.ts';

/** Of the hash of an answer, some 14 ms of a core: beside them Node’s own work is little. */
export const ROUNDS = 6_000_000;

function serverWith(extraRounds: number, remark: string): string {
  return `// ${remark}
const { createServer } = require('node:http');

const ROUNDS = ${ROUNDS} + ${extraRounds};

${hash}

let requests = 0;
createServer((request, response) => {
  response.end(String(hash(++requests, ROUNDS)));
}).listen(process.env.PORT);
`;
}

export const SERVER = 'server.js';

/**
 * @param folder becomes a repository, whose tags are the versions
 * @param versions rounds that each hashes more, by tag
 */
export function makeRepository(folder: string, versions: Readonly<Record<string, number>>): void {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=evidence', '-c', 'user.email=evidence@localhost', ...args], {
      cwd: folder,
      stdio: 'ignore',
    });
  mkdirSync(folder, { recursive: true });
  git('init', '--quiet');
  writeFileSync(join(folder, 'package.json'), '{}\n');
  for (const [tag, extraRounds] of Object.entries(versions)) {
    writeFileSync(join(folder, SERVER), serverWith(extraRounds, tag));
    git('add', '--all');
    git('commit', '--quiet', '--message', tag);
    git('tag', tag);
  }
}
