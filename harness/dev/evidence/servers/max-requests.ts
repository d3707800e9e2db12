import { respondAfter } from './respond-after.ts';

respondAfter(() => 20, { maxRequestsPerSocket: 20 });
