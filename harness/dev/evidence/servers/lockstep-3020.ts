import { answerAfter } from './answer-after.ts';

answerAfter(() => 3_020);
