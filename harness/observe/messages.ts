import type { Socket } from 'node:net';

/**
 * Calls back with each message of a socket: JSON, one a line. What is no JSON, as a process that is killed may leave
 * it, is passed over. Not by `readline`, which throws the socket's errors at whoever did not ask for them.
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
  // The end of a connection says all there is to say.
  socket.on('error', () => {});
}

function parse<Message>(line: string): Message | null {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
