/** Ignores SIGTERM, and has a child that does so too. */
import { fork } from 'node:child_process';
import { createServer } from 'node:http';

process.on('SIGTERM', () => {});
if (process.argv[2] === 'child') setInterval(() => {}, 1_000);
else {
  fork(import.meta.filename, ['child']);
  createServer((_request, response) => response.end('[{"id":1}]')).listen(process.env.PORT);
}
