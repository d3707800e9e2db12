/** Crashes as an addon would, after a line of the addon's own. */
import { createServer } from 'node:http';

createServer((_, response) => {
  response.end('[{"id":1}]');
  setTimeout(() => {
    process.stderr.write('libvips: bad seek\n');
    process.kill(process.pid, 'SIGSEGV');
  }, 100);
}).listen(process.env.PORT);
