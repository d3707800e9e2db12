import { respondAtOnce } from './respond-at-once.ts';

respondAtOnce((_request, response) => response.end('hello'));
