import { answerAtOnce } from './answer-at-once.ts';

answerAtOnce((_request, response) => {
  const timer = setInterval(() => response.write('more'), 50);
  response.on('close', () => clearInterval(timer));
});
