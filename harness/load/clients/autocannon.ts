import type { Client } from './client.ts';

export const autocannon: Client = {
  name: 'autocannon',
  summary: 'for closed loops over kept connections, plain HTTP',
  unfitFor: ({ mode, https, isFixed, clientAddresses }) => {
    if (!isFixed) return 'autocannon sends one request, always the same';
    if (mode.arrivals === 'open') {
      return 'autocannon sends a second’s requests in one burst, and hides how long they waited';
    }
    if (mode.connections !== 'kept') {
      return 'autocannon loses responses if each request has its own connection';
    }
    if (clientAddresses !== null) return 'autocannon connects from one address';
    return https ? 'autocannon is used only for plain HTTP' : null;
  },
  mayMisread: true,
  load: async () => (await import('../autocannon-client.ts')).autocannonClient,
};
