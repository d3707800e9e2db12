import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { APP_HAS_ENDED, type KeyRemoverOrders, ORDERS } from './key-remover-messages.ts';

const removerProgram = fileURLToPath(import.meta.resolve('./key-remover.js'));

/**
 * ensureRemoval makes sure that the keys with a prefix are removed from the user's Redis, even if the harness is
 * killed: a program of its own waits for our end.
 *
 * @returns a function that removes them now, after the app has ended, and settles when they are gone
 */
export function ensureRemoval(orders: KeyRemoverOrders): () => Promise<void> {
  const remover = spawn(process.execPath, [removerProgram], {
    // A Ctrl-C in the terminal must not reach it.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { ...process.env, [ORDERS]: JSON.stringify(orders) },
  });
  const exited = once(remover, 'exit').catch(() => {});
  remover.stdin?.on('error', () => {});
  return async () => {
    remover.stdin?.end(APP_HAS_ENDED);
    await exited;
  };
}
