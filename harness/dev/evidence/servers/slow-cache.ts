import { answerAfter } from './answer-after.ts';

const COLD_REQUESTS = 200;
let requests = 0;
answerAfter(() => (requests++ < COLD_REQUESTS ? 200 : 20));
