import { isSocket } from '../../../scenarios/socket-user.ts';
import type { Client } from './client.ts';

export const direct: Client = {
  name: 'direct',
  summary: 'our own client, for every load of requests',
  unfitFor: ({ user }) => (isSocket(user) ? 'direct speaks HTTP alone' : null),
  mayMisread: false,
  load: async () => (await import('../direct/direct-client.ts')).directClient,
};
