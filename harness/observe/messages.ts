import type { Socket } from 'node:net';

/**
 * Calls back with each message of a socket: one JSON value per line. Lines that are not JSON are skipped, since a
 * killed process may leave one. `readline` is not used because it rethrows the socket's errors.
 */
export function onMessages<Message>(socket: Socket, listener: (message: Message) => void): void {
  let unread = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (unread + chunk).split('\n');
    unread = lines.pop() ?? '';
    for (const line of lines) {
      const message = parse<Message>(line);
      if (message !== null) listener(message);
    }
  });
  // An error ends the connection; nobody needs to know more.
  socket.on('error', () => {});
}

function parse<Message>(line: string): Message | null {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
