import { respondAtOnce } from './respond-at-once.ts';

const body = Buffer.alloc(1_000_000, 'x');
respondAtOnce((_request, response) => {
  response.writeHead(200, { 'content-length': body.length }).end(body);
});
