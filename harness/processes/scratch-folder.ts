import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { guardFolder } from './guarded.ts';
import { SCRATCH_PREFIX } from './scratch-prefix.ts';

/** A socket's path holds some 100 bytes, of which names within the folder take 30. */
const LONGEST_PARENT = 70;

/** A new folder for what lasts no longer than the harness: logs, sockets, nginx's files. */
export function makeScratchFolder(parent: string = tmpdir()): string {
  const short = Buffer.byteLength(parent) <= LONGEST_PARENT ? parent : '/tmp';
  const folder = mkdtempSync(join(short, SCRATCH_PREFIX));
  // nginx runs as another user where the harness is root, and must pass through to its own folder.
  chmodSync(folder, 0o711);
  guardFolder(folder);
  return folder;
}
