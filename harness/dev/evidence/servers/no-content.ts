import { answerAfter } from './answer-after.ts';

answerAfter(() => 20, { status: 204 });
