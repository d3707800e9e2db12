/** The response of a built-in app, and its delay. They are the same in all apps, so that only the framework differs. */
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

/** Returns the list after the time that a database query would take. */
export async function findUsers(): Promise<readonly User[]> {
  // A timer counts from the start of its event loop turn, so in a busy loop it fires early by that much.
  const dueMs = performance.now() + delayMs;
  for (let leftMs = delayMs; leftMs > 0; leftMs = dueMs - performance.now()) await sleep(leftMs);
  return users;
}
