/** Has a child that leads a group of its own, as daemons do, and means to outlive it. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';

spawn(process.execPath, ['-e', 'setInterval(() => {}, 1_000)', 'daemon'], {
  detached: true,
  stdio: 'ignore',
}).unref();
createServer((_request, response) => response.end('[{"id":1}]')).listen(process.env.PORT);
