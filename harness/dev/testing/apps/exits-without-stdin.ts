/** Exits when its standard input ends, as development servers do in order not to outlive their parent. */
import { createServer } from 'node:http';

process.stdin.on('end', () => process.exit());
process.stdin.resume();
createServer((_, response) => setTimeout(() => response.end('[{"id":1}]'), 20)).listen(process.env.PORT);
