/** Leaves when its standard input ends, as development servers do, lest they outlive who started them. */
import { createServer } from 'node:http';

process.stdin.on('end', () => process.exit());
process.stdin.resume();
createServer((_, response) => setTimeout(() => response.end('[{"id":1}]'), 20)).listen(process.env.PORT);
