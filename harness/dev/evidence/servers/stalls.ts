import { answerAfter } from './answer-after.ts';

let requests = 0;
answerAfter(() => (++requests % 100 === 0 ? 500 : 20));
