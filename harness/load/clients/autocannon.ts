import type { Client } from './client.ts';

export const autocannon: Client = {
  name: 'autocannon',
  summary: 'for closed loops over kept connections, plain HTTP',
  unfitFor: ({ mode, https, isFixed, stages }) => {
    if (!isFixed) return 'autocannon sends one request, always the same';
    if (mode.arrivals === 'open') {
      return 'autocannon sends a second’s requests in one burst, and hides how long they waited';
    }
    if (mode.connections !== 'kept') {
      return 'autocannon loses responses if each request has its own connection';
    }
    if (stages.length > 0) return 'autocannon keeps the number of its connections';
    return https ? 'autocannon is used only for plain HTTP' : null;
  },
  mayMisread: true,
  load: async () => (await import('../autocannon-client.ts')).autocannonClient,
};
