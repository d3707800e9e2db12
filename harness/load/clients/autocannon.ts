import { hasHeader } from '../../../scenarios/request.ts';
import { isSocket } from '../../../scenarios/socket-user.ts';
import { isFixed } from '../../../scenarios/user.ts';
import type { Client } from './client.ts';

export const autocannon: Client = {
  name: 'autocannon',
  summary: 'for closed loops over kept connections, plain HTTP',
  unfitFor: ({ mode, https, user, clientAddresses, stages, isNumbered }) => {
    if (isSocket(user)) return 'autocannon speaks HTTP alone';
    if (!isFixed(user)) return 'autocannon sends one request, always the same';
    if (isNumbered) return 'autocannon cannot number requests, as window events require';
    const { method, headers, expect } = user.request;
    if (method === 'HEAD') return 'autocannon waits for the body of a response to HEAD';
    if (Object.keys(expect.headers).length > 0) return 'autocannon does not check headers';
    if (Object.keys(expect.failures).length > 0) return 'autocannon knows failures by their status alone';
    if (expect.body !== null && hasHeader(headers, 'accept-encoding')) {
      return 'autocannon does not decode a compressed body';
    }
    if (mode.arrivals === 'open') {
      return 'autocannon sends a second’s requests in one burst, and hides how long they waited';
    }
    if (mode.connections !== 'kept') {
      return 'autocannon loses responses if each request has its own connection';
    }
    if (stages.length > 0) return 'autocannon keeps the number of its connections';
    if (clientAddresses !== null) return 'autocannon connects from one address';
    return https ? 'autocannon is used only for plain HTTP' : null;
  },
  mayMisread: true,
  load: async () => (await import('../autocannon-client.ts')).autocannonClient,
};
