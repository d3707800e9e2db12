import { answerAfter } from './answer-after.ts';

answerAfter(() => 20, { before: (response) => response.writeProcessing() });
