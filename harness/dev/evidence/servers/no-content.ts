import { respondAfter } from './respond-after.ts';

respondAfter(() => 20, { status: 204 });
