/** The harness's end of the guard. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ownMark } from './mark.ts';

let guard: ChildProcess | undefined;

/** Ends with the harness, whatever becomes of it. */
export function guardGroup(pgid: number): void {
  sendToGuard(`+${pgid}`);
}

/** Has ended by itself: its number may soon be another's. */
export function releaseGroup(pgid: number): void {
  sendToGuard(`-${pgid}`);
}

/** Is removed when the harness is gone, if it is still there. */
export function guardFolder(path: string): void {
  sendToGuard(path);
}

/** Is emptied and removed when the harness is gone. */
export function guardControlGroup(folder: string): void {
  sendToGuard(`@${folder}`);
}

/** Is removed already. */
export function releaseControlGroup(folder: string): void {
  sendToGuard(`!${folder}`);
}

/** What has it is looked for among all processes when the harness is gone; null: known by other signs alone. */
export function guardLimitMark(mark: number | null): void {
  sendToGuard(`#${mark ?? 0}`);
}

/** Pid of the guard, where there is one. */
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
  // The harness ends when its work does, whether or not the guard still waits.
  child.unref();
  (child.stdin as unknown as { unref(): void }).unref();
  child.stdin.on('error', () => {});
  child.stdin.write(`=${ownMark}\n`);
  return child;
}
