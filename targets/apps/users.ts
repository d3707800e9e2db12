/** What a built-in app answers, and after what delay; the same in all, so that they differ in framework alone. */
import { setTimeout as sleep } from 'node:timers/promises';

export interface User {
  readonly id: number;
  readonly name: string;
  readonly email: string;
}

const users: readonly User[] = [
  'Ada Lovelace',
  'Alan Turing',
  'Grace Hopper',
  'Edsger Dijkstra',
  'Barbara Liskov',
].map((name, index) => ({
  id: index + 1,
  name,
  email: `${name.toLowerCase().replace(' ', '.')}@example.com`,
}));

const delayMs = Number(process.env.DB_DELAY_MS ?? 50);

/** The list, after the time that a database would take. */
export async function findUsers(): Promise<readonly User[]> {
  // A timer counts from when its turn of the event loop began: in a busy loop it is early by that much.
  const dueMs = performance.now() + delayMs;
  for (let leftMs = delayMs; leftMs > 0; leftMs = dueMs - performance.now()) await sleep(leftMs);
  return users;
}

export interface Health {
  readonly status: 'ok';
  readonly pid: number;
  /** NODE_APP_INSTANCE: which worker answers. */
  readonly worker: string | null;
}

export function health(): Health {
  return { status: 'ok', pid: process.pid, worker: process.env.NODE_APP_INSTANCE ?? null };
}
