import { answerAtOnce } from './answer-at-once.ts';

answerAtOnce((_request, response) => response.end('hello'));
