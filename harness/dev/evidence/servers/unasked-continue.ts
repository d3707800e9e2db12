import { respondAfter } from './respond-after.ts';

respondAfter(() => 20, { before: (response) => response.writeContinue() });
