import { randomUUID } from 'node:crypto';
import type { Sessions } from './sessions.ts';

/** SessionStore keeps the user of each session by its id. */
export interface SessionStore {
  put(id: string, user: string): Promise<void>;
  get(id: string): Promise<string | null>;
  close(): void;
}

const SID = /(?:^|;\s*)sid=([\w-]+)/;

/** cookieSessions are sessions whose id the client holds in a cookie, and whose user a store holds. */
export function cookieSessions(store: SessionStore): Sessions {
  return {
    open: async (user) => {
      const id = randomUUID();
      await store.put(id, user);
      return { cookie: `sid=${id}; HttpOnly; Path=/`, body: { user } };
    },
    userOf: async ({ cookie = '' }) => {
      const id = SID.exec(cookie)?.[1];
      return id === undefined ? null : store.get(id);
    },
    [Symbol.dispose]: () => store.close(),
  };
}
