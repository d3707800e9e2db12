import { answerAfter } from './answer-after.ts';

answerAfter(() => 20, { maxRequestsPerSocket: 20 });
