import { gzipSync } from 'node:zlib';
import { respondAtOnce } from './respond-at-once.ts';

const body = gzipSync(JSON.stringify(Array.from({ length: 500 }, (_, id) => ({ id, name: `user ${id}` }))));

respondAtOnce((_request, response) => {
  response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': body.length }).end(body);
});
