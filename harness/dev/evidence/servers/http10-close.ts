import { respondRaw, writeAfter } from './respond-raw.ts';

respondRaw((socket) =>
  writeAfter(socket, 20, 'HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nhello', { end: true }),
);
