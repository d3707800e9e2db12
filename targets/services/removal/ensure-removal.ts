import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { APP_HAS_ENDED, ORDERS } from './messages.ts';

export interface Removal {
  /** Settles when the program is connected, or has ended. Its connection is one of the service's from then on. */
  readonly connected: Promise<void>;
  /** Removes everything now, after the app has ended, and settles when it is gone. */
  now(): Promise<void>;
  /** Ends the program without removing anything. */
  cancel(): void;
}

/**
 * ensureRemoval makes sure that what we put into the user's own service is removed, even if the harness is killed: a
 * program of its own waits for our end.
 *
 * @param program URL of the module that calls `removeWhenOver`
 * @param orders what it is told, as JSON
 */
export function ensureRemoval(program: string, orders: object): Removal {
  const remover = spawn(process.execPath, [fileURLToPath(program)], {
    // A Ctrl-C in the terminal must not reach it.
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, [ORDERS]: JSON.stringify(orders) },
  });
  const exited = once(remover, 'exit').catch(() => {});
  remover.stdin.on('error', () => {});
  const connected = new Promise<void>((resolve) => remover.stdout.once('data', () => resolve()));
  return {
    connected: Promise.race([connected, exited.then(() => {})]),
    now: async () => {
      remover.stdin.end(APP_HAS_ENDED);
      await exited;
    },
    cancel: () => {
      remover.kill('SIGKILL');
    },
  };
}
