/** Keeps the data of each request until its heap is full. */
import { createServer } from 'node:http';

const kept: unknown[] = [];

createServer((_, response) => {
  response.end('[{"id":1}]');
  setTimeout(() => {
    for (;;) kept.push(Array.from({ length: 1000 }, () => ({ id: Math.random() })));
  }, 100);
}).listen(process.env.PORT);
