/** Load by our own client: HTTP/1.1, plain or over TLS, in a closed or an open loop. */
import type { LoadClient } from '../load-client.ts';
import { sendBySessions } from './send-by-sessions.ts';
import { makeSessions } from './sessions.ts';

export const directClient: LoadClient = {
  name: 'direct',
  send: (tools, events) => sendBySessions(tools, events, { make: makeSessions, beginsClosed: true }),
};
