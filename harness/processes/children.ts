/**
 * The child processes of the harness. Each leads its own process group, so that a Ctrl-C in the terminal reaches only
 * the harness, and so that everything a child starts ends with it. The guard knows each of them, so that none
 * outlives the harness.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { inheritedEnvironment } from '../../targets/run-environment.ts';
import { type ChildHandle, type Exit, type SpawnOptions, TargetError } from '../../targets/topology.ts';
import type { ControlGroup } from './control-group.ts';
import { guardGroup, releaseGroup } from './guard-client.ts';
import { killGroup } from './kill-group.ts';
import { lastLinesOf } from './last-lines.ts';
import { killMarked, markedEnvironment, ownMark } from './mark.ts';
import { withoutOwnSecrets } from './own-secrets.ts';

/** How long a child may take to end after SIGTERM before its whole group is killed. All are gone within 2 s. */
const STOP_GRACE_MS = 1_500;

/** Node prints an error's message above its stack and its properties; the message must not be cut off. */
const LAST_LINES = 40;

/** A child of the harness, as topologies see it, that also receives messages. */
export interface Child extends ChildHandle {
  send(message: object): void;
}

const live = new Set<number>();

/**
 * Starts a process that the harness owns.
 *
 * @param logFolder where its output is kept; unlike pipes, files cost the harness nothing while it measures
 * @param controlGroup of the process and everything it starts; null for the harness's own
 * @throws {TargetError} when the command cannot be started at all
 */
export function spawnChild(
  options: SpawnOptions,
  logFolder: string,
  controlGroup: ControlGroup | null = null,
): Child {
  const folder = mkdtempSync(join(logFolder, 'child-'));
  const [outFile, errFile] = [join(folder, 'stdout'), join(folder, 'stderr')];
  const [out, err] = [openSync(outFile, 'w'), openSync(errFile, 'w')];
  const start = () => startProcess(options, [out, err]);
  const child = controlGroup ? controlGroup.spawnInside(start) : start();
  closeSync(out);
  closeSync(err);
  const { pid } = child;
  if (pid === undefined) {
    child.on('error', () => {});
    throw new TargetError({
      reason: `${options.name} could not be started: ${options.command}`,
      lastLines: [],
    });
  }
  // The input closes with the child, and must not keep the harness alive.
  child.stdin?.on('error', () => {});
  (child.stdin as unknown as { unref(): void } | null)?.unref();
  live.add(pid);
  guardGroup(pid);

  const exited = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => {
      // Everything that the child started and left behind is in its group.
      killGroup(pid, 'SIGKILL');
      live.delete(pid);
      releaseGroup(pid);
      resolve({ code, signal });
    });
  });
  // Sending may fail while the child ends; its exit is reported anyway.
  child.on('error', () => {});

  return {
    pid,
    name: options.name,
    exited,
    send: (message) => {
      if (child.connected) child.send(message, () => {});
    },
    onMessage: (listener) => {
      child.on('message', listener);
      return () => child.off('message', listener);
    },
    stop: async (signal = 'SIGTERM') => {
      if (!live.has(pid)) return;
      child.kill(signal);
      const timer = setTimeout(() => killGroup(pid, 'SIGKILL'), STOP_GRACE_MS);
      await exited;
      clearTimeout(timer);
    },
    lastLines: () => {
      const lines = lastLinesOf(errFile, LAST_LINES);
      return lines.length > 0 ? lines : lastLinesOf(outFile, LAST_LINES);
    },
  };
}

function startProcess(options: SpawnOptions, output: readonly [number, number]): ChildProcess {
  return spawn(options.command, options.args, {
    detached: true,
    env: { ...withoutOwnSecrets(inheritedEnvironment()), ...markedEnvironment, ...options.env },
    // The input stays open without data, since some apps exit when theirs ends.
    stdio: ['pipe', ...output, ...(options.ipc ? ['ipc' as const] : [])],
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.uid === undefined ? {} : { uid: options.uid }),
    ...(options.gid === undefined ? {} : { gid: options.gid }),
  });
}

/**
 * Kills every child and everything they started, at once. The guard kills processes that left their groups a moment
 * later.
 */
export function killEverything(): void {
  for (const pid of live) killGroup(pid, 'SIGKILL');
  killMarked(ownMark);
}
