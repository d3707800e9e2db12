/** The harness's end of the guard. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ownMark } from './mark.ts';

let guard: ChildProcess | undefined;

/** Registers a group to be killed when the harness ends. */
export function guardGroup(pgid: number): void {
  sendToGuard(`+${pgid}`);
}

/** Unregisters a group that has ended: its number may soon be reused. */
export function releaseGroup(pgid: number): void {
  sendToGuard(`-${pgid}`);
}

/** Registers a folder to be removed when the harness ends, if it still exists. */
export function guardFolder(path: string): void {
  sendToGuard(path);
}

/** Registers a control group to be emptied and removed when the harness ends. */
export function guardControlGroup(folder: string): void {
  sendToGuard(`@${folder}`);
}

/** Unregisters a control group that is removed. */
export function releaseControlGroup(folder: string): void {
  sendToGuard(`!${folder}`);
}

/**
 * Registers a limit mark: when the harness ends, all processes are searched for it. Null if they can only be found by
 * other traces.
 */
export function guardLimitMark(mark: number | null): void {
  sendToGuard(`#${mark ?? 0}`);
}

/** Pid of the guard, if it runs. */
export function guardPid(): number | undefined {
  return guard?.pid;
}

function sendToGuard(line: string): void {
  guard ??= startGuard();
  guard.stdin?.write(`${line}\n`);
}

function startGuard(): ChildProcess {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.resolve('./guard.js'))], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // The guard must not keep the harness alive.
  child.unref();
  (child.stdin as unknown as { unref(): void }).unref();
  child.stdin.on('error', () => {});
  child.stdin.write(`=${ownMark}\n`);
  return child;
}
