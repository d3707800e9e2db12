/** The program that removes our keys from the user's own Redis. */
import { removeWhenOver } from '../removal/remove-when-over.ts';
import { connectRedis } from './connection.ts';
import { removePrefix } from './remove-prefix.ts';

export interface KeyRemoverOrders {
  readonly url: string;
  readonly prefix: string;
}

await removeWhenOver<KeyRemoverOrders>(async ({ url, prefix }) => {
  const redis = await connectRedis(new URL(url));
  return { remove: () => removePrefix(redis, prefix), close: () => redis[Symbol.dispose]() };
});
