import { answerRaw, writeAfter } from './answer-raw.ts';

answerRaw((socket) => writeAfter(socket, 20, 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello, world'));
