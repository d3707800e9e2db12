import { respondAfter } from './respond-after.ts';

respondAfter(() => 2_970);
