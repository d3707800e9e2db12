import { respondAfter } from './respond-after.ts';

respondAfter(() => 20, {
  before: (response) => response.writeEarlyHints({ link: '</style.css>; rel=preload; as=style' }),
});
