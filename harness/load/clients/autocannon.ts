import type { Client } from './client.ts';

export const autocannon: Client = {
  name: 'autocannon',
  summary: 'for closed loops over kept connections, plain HTTP',
  unfitFor: ({ mode, https, isFixed, isNumbered }) => {
    if (!isFixed) return 'autocannon sends one request, always the same';
    if (isNumbered) return 'autocannon cannot number requests, as window events require';
    if (mode.arrivals === 'open') {
      return 'autocannon sends a second’s requests in one burst, and hides how long they waited';
    }
    if (mode.connections !== 'kept') {
      return 'autocannon loses responses if each request has its own connection';
    }
    return https ? 'autocannon is used only for plain HTTP' : null;
  },
  mayMisread: true,
  load: async () => (await import('../autocannon-client.ts')).autocannonClient,
};
