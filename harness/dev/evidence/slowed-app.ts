/** A git repository with a small server in several versions: the original, an identical one, and slower ones. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hash } from './hash.ts';

/** Rounds of the hash per response, some 14 ms of a core, so that Node’s own share is small. */
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
 * makeRepository makes one commit per version.
 *
 * @param folder becomes a repository, whose tags are the versions
 * @param versions additional hash rounds of each version, by tag
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
