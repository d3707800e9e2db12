import { gzipSync } from 'node:zlib';
import { respondAtOnce } from './respond-at-once.ts';

const body = Buffer.from(
  JSON.stringify(Array.from({ length: 500 }, (_, id) => ({ id, name: `user ${id}` }))),
);

respondAtOnce((request, response) => {
  response.setHeader('vary', 'accept-encoding');
  if (!/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) {
    response.end(body);
    return;
  }
  response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(body));
});
