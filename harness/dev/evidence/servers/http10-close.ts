import { answerRaw, writeAfter } from './answer-raw.ts';

answerRaw((socket) =>
  writeAfter(socket, 20, 'HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nhello', { end: true }),
);
