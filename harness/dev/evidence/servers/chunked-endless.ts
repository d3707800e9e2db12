import { respondAtOnce } from './respond-at-once.ts';

respondAtOnce((_request, response) => {
  const timer = setInterval(() => response.write('more'), 50);
  response.on('close', () => clearInterval(timer));
});
