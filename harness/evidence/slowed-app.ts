/** A git repository with a small server in several versions: as it is, the same again, and slower ones. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Items of the answer: they and Node's own work make some 200 µs a request. */
export const ITEMS = 200;

/** Builds and prints a list for each request, and some items more that nobody gets. */
function serverWith(extraItems: number, remark: string): string {
  return `// ${remark}
const { createServer } = require('node:http');

const ITEMS = ${ITEMS};
const EXTRA = ${extraItems};

function item(id) {
  return { id, name: 'user ' + id, email: 'user' + id + '@example.com', score: id * 7 % 13 };
}

function list(from, count) {
  return JSON.stringify(Array.from({ length: count }, (_, index) => item(from + index)));
}

let wasted = 0;
createServer((request, response) => {
  const from = Math.floor(Math.random() * 1000);
  const body = list(from, ITEMS);
  if (EXTRA > 0) wasted += list(from, EXTRA).length;
  response.setHeader('content-type', 'application/json');
  response.end(body);
}).listen(process.env.PORT);
`;
}

export const SERVER = 'server.js';

/** @param folder empty; a repository afterwards, whose tags are the versions */
export function makeRepository(folder: string, versions: Readonly<Record<string, number>>): void {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=evidence', '-c', 'user.email=evidence@localhost', ...args], {
      cwd: folder,
      stdio: 'ignore',
    });
  git('init', '--quiet');
  writeFileSync(join(folder, 'package.json'), '{}\n');
  for (const [tag, extraItems] of Object.entries(versions)) {
    writeFileSync(join(folder, SERVER), serverWith(extraItems, tag));
    git('add', '--all');
    git('commit', '--quiet', '--message', tag);
    git('tag', tag);
  }
}
