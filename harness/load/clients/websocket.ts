import { isSocket } from '../../../scenarios/socket-user.ts';
import type { Client } from './client.ts';

export const websocket: Client = {
  name: 'websocket',
  summary: 'for messages over WebSockets',
  unfitFor: ({ user }) => (isSocket(user) ? null : 'websocket sends messages alone'),
  mayMisread: false,
  load: async () => (await import('../sockets/websocket-client.ts')).websocketClient,
};
