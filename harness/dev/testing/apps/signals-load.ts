/** Responds correctly, and writes a file named `loaded` after 50 responses. */
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';

let responses = 0;
createServer((_request, response) => {
  response.end('[{"id":1}]');
  if (++responses === 50) writeFileSync('loaded', '');
}).listen(process.env.PORT);
