import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { guardFolder } from './guarded.ts';

/** A new folder for what lasts no longer than the harness: logs, sockets, nginx's files. */
export function makeScratchFolder(parent: string = tmpdir()): string {
  const folder = mkdtempSync(join(parent, 'cluster-bench-'));
  // nginx runs as another user where the harness is root, and must pass through to its own folder.
  chmodSync(folder, 0o711);
  guardFolder(folder);
  return folder;
}
