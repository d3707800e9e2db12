import { respondAfter } from './respond-after.ts';

const COLD_REQUESTS = 200;
let requests = 0;
respondAfter(() => (requests++ < COLD_REQUESTS ? 200 : 20));
