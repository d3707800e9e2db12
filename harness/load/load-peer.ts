/** LoadPeer is a load process as whoever steers the load sees it, on this host or on another. */
import { fileURLToPath } from 'node:url';
import { describeExit } from '../../targets/describe-exit.ts';
import type { TargetFailure } from '../../targets/topology.ts';
import type { Child } from '../processes/children.ts';
import type { FromLoadProcess, ToLoadProcess } from './load-messages.ts';

export interface LoadPeer {
  send(message: ToLoadProcess): void;
  /** Returns a function that stops listening. */
  onMessage(listener: (message: FromLoadProcess) => void): () => void;
  /** Settles when the process ends by itself, or cannot be reached any more. Never rejects. */
  readonly broken: Promise<TargetFailure>;
  /** Ends the process at once. Never rejects. */
  stop(): Promise<void>;
}

export type SpawnLoadProcess = (options: {
  name: string;
  command: string;
  args: string[];
  ipc: true;
  env?: Readonly<Record<string, string>>;
}) => Child;

const program = fileURLToPath(import.meta.resolve('./load-process.js'));

/** localPeer starts a load process on this host. */
export function localPeer(spawn: SpawnLoadProcess, env: Readonly<Record<string, string>> = {}): LoadPeer {
  const child = spawn({ name: 'a load process', command: process.execPath, args: [program], ipc: true, env });
  return {
    send: (message) => child.send(message),
    onMessage: (listener) => child.onMessage((message) => listener(message as FromLoadProcess)),
    broken: child.exited.then((exit) => ({
      reason: `a load process ended early (${describeExit(exit)})`,
      lastLines: child.lastLines(),
    })),
    stop: () => child.stop('SIGKILL'),
  };
}
