import { answerAfter } from './answer-after.ts';

answerAfter(() => 2_970);
