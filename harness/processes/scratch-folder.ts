import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { guardFolder } from './guard-client.ts';
import { SCRATCH_PREFIX } from './scratch-prefix.ts';

/** A socket's path holds about 100 bytes, and names inside the folder take 30. */
const LONGEST_PARENT = 70;

/** makeScratchFolder makes a folder for files that last no longer than the harness: logs, sockets, nginx's files. */
export function makeScratchFolder(parent: string = tmpdir()): string {
  const short = Buffer.byteLength(parent) <= LONGEST_PARENT ? parent : '/tmp';
  const folder = mkdtempSync(join(short, SCRATCH_PREFIX));
  // If the harness is root, nginx runs as another user, and must reach its own folder through this one.
  chmodSync(folder, 0o711);
  guardFolder(folder);
  return folder;
}
