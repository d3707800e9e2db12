import type { SocketUser } from '../socket-user.ts';
import { numberedText, numberIn } from './numbered-text.ts';

/** broadcast is a user whose messages every connection of its room must hear. */
export const broadcast: SocketUser = {
  protocol: 'websocket',
  heardBy: 'room',
  open: ({ room }) => ({ path: `/rooms/${room}` }),
  message: numberedText,
  numberOf: numberIn,
};

/** Messages per second. Each is heard by every connection. */
export const BROADCASTS_PER_SECOND = 10;

/** A message that is not heard has no response. */
export const UNHEARD = 'timeout';
