import { respondRaw, writeAfter } from './respond-raw.ts';

respondRaw((socket) => writeAfter(socket, 20, 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello, world'));
