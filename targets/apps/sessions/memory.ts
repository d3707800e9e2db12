import { cookieSessions } from './cookie.ts';
import type { Sessions } from './sessions.ts';

/** memorySessions live in a Map of their process: another worker does not know them. */
export async function memorySessions(): Promise<Sessions> {
  const users = new Map<string, string>();
  return cookieSessions({
    put: async (id, user) => {
      users.set(id, user);
    },
    get: async (id) => users.get(id) ?? null,
    close: () => users.clear(),
  });
}
