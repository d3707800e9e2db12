import { answerAfter } from './answer-after.ts';

answerAfter(() => 20, {
  before: (response) => response.writeEarlyHints({ link: '</style.css>; rel=preload; as=style' }),
});
