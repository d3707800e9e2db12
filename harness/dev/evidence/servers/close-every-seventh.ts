import { respondAfter } from './respond-after.ts';

let responses = 0;
respondAfter(() => 20, {
  before: (response) => {
    if (++responses % 7 === 0) response.setHeader('connection', 'close');
  },
});
