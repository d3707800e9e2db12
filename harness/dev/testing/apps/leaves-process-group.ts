/** Starts a child in its own process group, as daemons are started, that would outlive it. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';

spawn(process.execPath, ['-e', 'setInterval(() => {}, 1_000)', 'daemon'], {
  detached: true,
  stdio: 'ignore',
}).unref();
createServer((_request, response) => response.end('[{"id":1}]')).listen(process.env.PORT);
