import { existsSync, readFileSync } from 'node:fs';

/** packageVersion is the version of the package that this file belongs to, wherever it was built to. */
export function packageVersion(): string {
  for (let folder = new URL('.', import.meta.url); folder.pathname !== '/'; folder = new URL('..', folder)) {
    const file = new URL('package.json', folder);
    if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
  }
  throw new Error('cluster-bench cannot find its own package.json');
}
