import { respondRaw, writeAfter } from './respond-raw.ts';

const head = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n';
respondRaw((socket) => writeAfter(socket, 20, `${head}5\r\nhello\r\n0\r\n\r\n`));
