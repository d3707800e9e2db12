import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { packageVersion } from '../host/package-version.ts';

const INSTALLED = join('node_modules', 'cluster-bench', 'docs', 'config.schema.json');

/** schemaAddress is the path of the installed schema, in the folder or above it; else the published one. */
export function schemaAddress(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    const path = join(at, INSTALLED);
    if (existsSync(path)) {
      const seen = relative(folder, path);
      return seen.startsWith('.') ? seen : `./${seen}`;
    }
    if (at === dirname(at)) break;
  }
  return `https://unpkg.com/cluster-bench@${packageVersion()}/docs/config.schema.json`;
}
