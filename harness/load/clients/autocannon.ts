import type { Client } from './client.ts';

export const autocannon: Client = {
  name: 'autocannon',
  summary: 'autocannon, for closed loops over kept connections of plain HTTP',
  unfitFor: (mode, https) => {
    if (mode === 'rate') {
      return 'autocannon sends a second’s requests in one burst, and hides how long they waited';
    }
    if (mode === 'new-connections') {
      return 'autocannon loses answers where each request has a connection of its own';
    }
    return https ? 'autocannon is used for plain HTTP alone' : null;
  },
  mayMisread: true,
  load: async () => (await import('../autocannon-driver.ts')).autocannonDriver,
};
