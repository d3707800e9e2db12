import type { Client } from './client.ts';

export const direct: Client = {
  name: 'direct',
  summary: 'our own client, for every load',
  unfitFor: () => null,
  mayMisread: false,
  load: async () => (await import('../direct/direct-client.ts')).directClient,
};
