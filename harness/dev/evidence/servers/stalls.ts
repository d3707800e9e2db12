import { respondAfter } from './respond-after.ts';

let requests = 0;
respondAfter(() => (++requests % 100 === 0 ? 500 : 20));
