import { answerAfter } from './answer-after.ts';

let responses = 0;
answerAfter(() => 20, {
  before: (response) => {
    if (++responses % 7 === 0) response.setHeader('connection', 'close');
  },
});
