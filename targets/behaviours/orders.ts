/** Messages between the processes of an app and the switch of behaviours: one JSON message per line. */
import type { Socket } from 'node:net';

/** Path of the switch's socket, in the environment of every process of an app that is to misbehave. */
export const SWITCH_SOCKET = 'CLUSTER_BENCH_INTERNAL_SWITCH_SOCKET';

/** Order is sent to every process; only the one that the behaviour is of follows it. */
export type Order = { readonly type: 'begin'; readonly behaviour: string } | { readonly type: 'end' };

/** Report is sent by the process that a behaviour is of: when it listens, and when it follows an order. */
export interface Report {
  readonly type: 'listening' | 'begun' | 'ended';
  readonly pid: number;
}

export function onLines<Message>(socket: Socket, listener: (message: Message) => void): void {
  let unread = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (unread + chunk).split('\n');
    unread = lines.pop() ?? '';
    for (const line of lines) listener(JSON.parse(line));
  });
  // An error ends the connection: one of the two has ended.
  socket.on('error', () => {});
}

export function lineOf(message: Order | Report): string {
  return `${JSON.stringify(message)}\n`;
}
