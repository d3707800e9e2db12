/**
 * A server that sends the same few bytes whatever it receives. It does as little as a server can, so a load against
 * it is limited by the load client.
 */
import { createServer } from 'node:net';

const BODY = '[{"id":1}]';
const RESPONSE = Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}`);

const server = createServer({ noDelay: true }, (socket) => {
  socket.on('data', (request) => {
    if (request.includes('Connection: close')) socket.end(RESPONSE);
    else socket.write(RESPONSE);
  });
  socket.on('error', () => {});
});
server.listen(0, '127.0.0.1', () => process.send?.(server.address()));
process.once('disconnect', () => process.exit());
