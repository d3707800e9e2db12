/** The files of a scenario, written for the app, or for a proxy that serves them itself. */
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scenario } from '../../scenarios/index.ts';
import type { ServedFiles } from '../../targets/proxies/proxy.ts';

interface Written {
  /** Null if the scenario has none. */
  readonly files: ServedFiles | null;
  /** Environment for every process of the app. */
  readonly env: Readonly<Record<string, string>>;
}

export function servedFiles({ files }: Pick<Scenario, 'files'>, scratch: string): Written {
  if (!files) return { files: null, env: {} };
  const folder = mkdtempSync(join(scratch, 'files-'));
  // The proxy may run as another user.
  chmodSync(folder, 0o755);
  for (const [name, text] of Object.entries(files.texts)) {
    writeFileSync(join(folder, name), text, { mode: 0o644 });
  }
  return { files: { path: files.path, folder }, env: { STATIC_FOLDER: folder } };
}
