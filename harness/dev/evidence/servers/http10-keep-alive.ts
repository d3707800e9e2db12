import { respondRaw, writeAfter } from './respond-raw.ts';

respondRaw((socket) =>
  writeAfter(socket, 20, 'HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 5\r\n\r\nhello'),
);
