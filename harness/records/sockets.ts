/** Figures of the WebSockets of a load: handshakes, drops, outages, messages heard. */
import { z } from 'zod';
import { amount, count, milliseconds, orNull, seconds, text } from './fields.ts';

export const sockets = z.object({
  openingSeconds: orNull(
    seconds,
    'from the first handshake until every connection had been open once; null if some never was',
  ),
  openAtEnd: count.describe('connections open at the window’s end'),
  handshakeTime: z
    .object({ p50: milliseconds, p99: milliseconds, max: milliseconds })
    .describe('time to open a connection, over all of them since the load began'),
  handshakes: count.describe('connections opened in the window'),
  refused: z
    .record(text, count)
    .describe('handshakes that failed in the window, by status code; connect: no response'),
  dropped: count.describe('connections that ended in the window without the client closing them'),
  due: count.describe(
    'messages to hear that were due in the window, but for its last 500 ms, each counted once for each connection that must hear it',
  ),
  heard: count.describe('those of them that were heard by the window’s end'),
  unasked: count.describe('messages received in the window that belong to none that was sent'),
  perSecond: z.array(
    z.object({
      handshakes: amount.describe('connections opened, per second'),
      dropped: amount.describe('connections dropped, per second'),
    }),
  ),
  outages: z
    .array(
      z.object({
        fromSeconds: z.number().describe('from the start of the window; negative if it began before'),
        toSeconds: orNull(seconds, 'null if some connections were still missing at the window’s end'),
        dropped: count.describe('connections dropped in it'),
      }),
    )
    .describe('times in which some connections were missing'),
});

export type SocketLoad = z.infer<typeof sockets>;
