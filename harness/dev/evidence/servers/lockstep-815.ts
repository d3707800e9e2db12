import { answerAfter } from './answer-after.ts';

answerAfter(() => 815);
