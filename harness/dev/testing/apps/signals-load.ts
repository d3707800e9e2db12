/** Answers well, and says so with a file named `loaded` once it has done so 50 times. */
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';

let answers = 0;
createServer((_request, response) => {
  response.end('[{"id":1}]');
  if (++answers === 50) writeFileSync('loaded', '');
}).listen(process.env.PORT);
