/** The program of a thread. */
import { doWork } from './works.ts';

export default doWork;
