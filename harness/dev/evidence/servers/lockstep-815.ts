import { respondAfter } from './respond-after.ts';

respondAfter(() => 815);
