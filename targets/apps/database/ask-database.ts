import type { Reply } from '../reply.ts';

/** AskDatabase is what `GET /query` does. */
export type AskDatabase = () => Promise<Reply>;
