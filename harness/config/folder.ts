/** The folder of a run: its name, and the check that it can be written. */
import { execFile } from 'node:child_process';
import { access, constants, mkdir, readdir, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { RUNS_FOLDER } from './folder-names.ts';
import { UsageError } from './usage-error.ts';

/** `cluster-bench-report/2026-11-20T05-15-06Z-4df308c`; without the commit outside a repository. */
export async function defaultFolder(cwd: string, now: Date): Promise<string> {
  const time = timeText(now);
  const commit = await shortCommit(cwd);
  return join(RUNS_FOLDER, commit ? `${time}-${commit}` : time);
}

async function shortCommit(cwd: string): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)('git', ['rev-parse', '--short=7', 'HEAD'], { cwd });
    return stdout.trim() || null;
  } catch {
    return null;
  }
}

/** `cluster-bench-report/2026-11-20T05-15-06Z-ab`. */
export function defaultAbFolder(now: Date): string {
  return join(RUNS_FOLDER, `${timeText(now)}-ab`);
}

function timeText(now: Date): string {
  return `${now.toISOString().slice(0, 19).replaceAll(':', '-')}Z`;
}

/** The run's journal: the process that creates it owns the folder. */
const CLAIM = 'trials.jsonl';

/**
 * Claims a folder that the user named, by creating an empty journal in it. Only writing reveals missing
 * permissions, read-only mounts and full disks. If two runs want the same folder, one of them gets it.
 * @throws {UsageError} if that fails, or if the folder already holds a run
 */
export async function claimFolder(folder: string, origin: string): Promise<void> {
  if (!(await claim(folder, origin))) throw takenFolder(folder, origin);
}

/**
 * Checks whether {@link claimFolder} would succeed, without changing anything. It does not notice a full disk.
 *
 * @param others names of other files and folders that mark the folder as taken
 * @throws {UsageError} if the folder could not be claimed
 */
export async function checkFolder(
  folder: string,
  origin: string,
  others: readonly string[] = [],
): Promise<void> {
  const held = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw cannotWrite(folder, origin, error);
  });
  if (held.some((name) => [CLAIM, 'run.json', ...others].includes(name))) throw takenFolder(folder, origin);
  let existing = folder;
  while (!(await isFolder(existing)) && existing !== dirname(existing)) existing = dirname(existing);
  await access(existing, constants.W_OK | constants.X_OK).catch((error) => {
    throw cannotWrite(folder, origin, error);
  });
}

function takenFolder(folder: string, origin: string): UsageError {
  return new UsageError(`${origin}: ${folder} already holds a run; name another folder, or remove that one`);
}

/** Claims the folder, or the first free one of `-2`, `-3` ... if it is taken. Returns its path. */
export async function claimFreeFolder(folder: string, origin: string): Promise<string> {
  for (let copy = 1; ; copy++) {
    const path = copyOf(folder, copy);
    if (await claim(path, origin)) return path;
  }
}

function copyOf(folder: string, copy: number): string {
  return copy === 1 ? folder : `${folder}-${copy}`;
}

/**
 * Claims folders for the two sides of a comparison, in a folder that holds no results yet. If the user did not name
 * the folder, it is the first free one of `-2`, `-3` ...
 *
 * @returns the folder that holds both sides
 * @throws {UsageError} if that fails, or if the user's folder already holds results
 */
export async function claimSides(
  folder: string,
  sides: readonly string[],
  given: string | null,
): Promise<string> {
  for (let copy = 1; ; copy++) {
    const path = copyOf(folder, copy);
    const held = await readdir(path).catch(() => [] as string[]);
    const isFree = !held.some((name) => [CLAIM, 'run.json', 'comparison.json', ...sides].includes(name));
    if (isFree && (await claimAll(path, sides, given ?? '--out'))) return path;
    if (given === null) continue;
    throw new UsageError(
      `${given}: ${folder} already holds results; name another folder, or remove that one`,
    );
  }
}

/** Releases claimed folders to which nothing was written, so that the user can name them again. Never rejects. */
export async function releaseSides(folder: string, sides: readonly string[]): Promise<void> {
  for (const side of sides) {
    const claimed = join(folder, side, CLAIM);
    const { size } = await stat(claimed).catch(() => ({ size: 1 }));
    if (size === 0) await rm(claimed).catch(() => {});
    await rmdir(join(folder, side)).catch(() => {});
  }
  await rmdir(folder).catch(() => {});
}

async function claimAll(folder: string, sides: readonly string[], origin: string): Promise<boolean> {
  for (const side of sides) if (!(await claim(join(folder, side), origin))) return false;
  return true;
}

async function claim(folder: string, origin: string): Promise<boolean> {
  try {
    await makeFolders(folder);
    if ((await readdir(folder)).includes('run.json')) return false;
    await writeFile(join(folder, CLAIM), '', { flag: 'wx' });
    return true;
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && path === join(folder, CLAIM)) return false;
    throw cannotWrite(folder, origin, error);
  }
}

/**
 * A sentence that says why a named folder cannot be written.
 * @param origin the flag that named it
 */
export function cannotWrite(folder: string, origin: string, error: unknown): UsageError {
  const { code = '', message } = error as NodeJS.ErrnoException;
  const reason = code === 'ENOENT' ? 'no folder can be created there' : (FAULTS[code] ?? message);
  return new UsageError(`${origin}: cannot write ${folder}: ${reason}; name another folder`, {
    cause: error,
  });
}

/** Replaces the `recursive` option of `mkdir`, which never returns where the kernel answers ENOENT, as in /proc. */
export async function makeFolders(folder: string): Promise<void> {
  const parent = dirname(folder);
  if (parent !== folder && !(await isFolder(parent))) await makeFolders(parent);
  if (await isFolder(folder)) return;
  await mkdir(folder).catch(async (error) => {
    // Another run may have created it in the meantime.
    if (!(await isFolder(folder))) throw error;
  });
}

export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** Reasons why a file or folder cannot be written, by system error code. */
export const FAULTS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOTDIR: 'there is a file in the way',
  EEXIST: 'there is a file in the way',
  EISDIR: 'there is a folder in the way',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
};
