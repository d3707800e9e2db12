import { respondAfter } from './respond-after.ts';
import { spreadEvenly } from './spread-evenly.ts';

const MEAN_MS = 700;
let requests = 0;
respondAfter(() => -MEAN_MS * Math.log(1 - spreadEvenly(requests++)));
