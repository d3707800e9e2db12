import { respondAfter } from './respond-after.ts';

respondAfter(() => 3_020);
