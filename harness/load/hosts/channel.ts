/** A channel between the coordinator and one agent, over Redis's publish and subscribe: signed, numbered, watched. */
import type { Redis } from 'ioredis';
import { PREFIX } from './redis-link.ts';
import { ALIVE_MS, SILENCE_MS } from './share-job.ts';
import { type Signed, signed, verified } from './signature.ts';

type Side = 'coordinator' | 'agent';

export interface Channel<Out, In> extends AsyncDisposable {
  send(message: Out): void;
  /** Returns a function that stops listening. */
  onMessage(listener: (message: In) => void): () => void;
  /** Settles with the reason when the other side has gone silent, or a message was lost or forged. Never rejects. */
  readonly broken: Promise<string>;
}

interface Ends {
  /** Connection that publishes. */
  readonly link: Redis;
  readonly secret: string;
  readonly session: string;
  readonly share: number;
  readonly own: Side;
  /** Name of the other side in messages. */
  readonly other: string;
}

const opposite: Readonly<Record<Side, Side>> = { coordinator: 'agent', agent: 'coordinator' };

/**
 * openChannel subscribes, so nothing that is sent from then on is missed. The coordinator opens it first, and is silent
 * until it has heard from the agent, which would miss what comes before.
 */
export async function openChannel<Out extends { type: string }, In extends { type: string }>({
  link,
  secret,
  session,
  share,
  own,
  other,
}: Ends): Promise<Channel<Out | { type: 'alive' }, In>> {
  const nameOf = (side: Side) => `${PREFIX}:${session}:${share}:${side}`;
  const listeners = new Set<(message: In) => void>();
  let [sent, received] = [0, 0];
  let silence: NodeJS.Timeout | undefined;
  let onBroken: (reason: string) => void = () => {};
  const broken = new Promise<string>((resolve) => {
    onBroken = resolve;
  });
  let alive: NodeJS.Timeout | undefined;
  const heard = () => {
    alive ??= setInterval(() => send({ type: 'alive' }), ALIVE_MS);
    clearTimeout(silence);
    silence = setTimeout(() => onBroken(`${other} has been silent for ${SILENCE_MS / 1_000} s`), SILENCE_MS);
    silence.unref();
  };
  const subscriber = link.duplicate();
  subscriber.on('error', () => {});
  // Messages of the meantime are lost.
  subscriber.on('close', () => onBroken('the connection to Redis was lost'));
  subscriber.on('message', (_, text: string) => {
    try {
      const purpose = `${nameOf(own)} ${++received}`;
      const message = verified(secret, purpose, JSON.parse(text) as Signed) as In;
      heard();
      for (const listener of listeners) listener(message);
    } catch (error) {
      onBroken(`a message of ${other} was lost or forged: ${(error as Error).message}`);
    }
  });
  // Redis may be gone by now: the channel is broken then.
  await Promise.race([subscriber.subscribe(nameOf(own)), broken]);
  const send = (message: Out | { type: 'alive' }) => {
    const purpose = `${nameOf(opposite[own])} ${++sent}`;
    link.publish(nameOf(opposite[own]), JSON.stringify(signed(secret, purpose, message))).catch(() => {});
  };
  if (own === 'agent') heard();
  return {
    send,
    onMessage: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    broken,
    [Symbol.asyncDispose]: async () => {
      clearInterval(alive);
      clearTimeout(silence);
      listeners.clear();
      subscriber.disconnect();
    },
  };
}
