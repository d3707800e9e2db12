/** The adapter that carries messages over Redis: each worker hears what any worker publishes. */
import { createClient } from '@redis/client';
import { addPart } from '../health.ts';
import type { Adapter, Deliver } from './adapter.ts';

interface Carried {
  readonly room: string;
  readonly text: string;
}

/** @throws if there is no REDIS_URL, or Redis does not respond */
export async function redisAdapter(deliver: Deliver, env: NodeJS.ProcessEnv): Promise<Adapter> {
  const { REDIS_URL: url, REDIS_PREFIX: prefix = '' } = env;
  if (!url) throw new Error('SOCKETS=redis needs REDIS_URL');
  const channel = `${prefix}messages`;
  const publisher = createClient({ url });
  const subscriber = publisher.duplicate();
  // Without a listener an error would end the process; the client reconnects by itself.
  for (const client of [publisher, subscriber]) client.on('error', () => {});
  await Promise.all([publisher.connect(), subscriber.connect()]);
  await subscriber.subscribe(channel, (message) => {
    const { room, text }: Carried = JSON.parse(message);
    deliver(room, text);
  });
  const forget = addPart({ name: 'messages over Redis', ask: () => publisher.ping() });
  return {
    publish: (room, text) => {
      const carried: Carried = { room, text };
      publisher.publish(channel, JSON.stringify(carried)).catch(() => {});
    },
    close: () => {
      forget();
      for (const client of [publisher, subscriber]) client.destroy();
    },
  };
}
