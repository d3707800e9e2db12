/** Waits until agents have taken their shares, or have refused them. */
import type { QueueEvents } from 'bullmq';
import { TargetError } from '../../../targets/topology.ts';
import type { Channel } from './channel.ts';
import { type HostTools, type LoadHost, loadHost } from './load-host.ts';
import type { FromAgent, ToAgent } from './share-job.ts';

/** Why agents refused jobs, by the job's id. */
export class Refusals {
  readonly #events: QueueEvents;
  readonly #waiting = new Map<string, (reason: string) => void>();
  readonly #listener = ({ jobId, failedReason }: { jobId: string; failedReason: string }) =>
    this.#waiting.get(jobId)?.(failedReason);

  constructor(events: QueueEvents) {
    this.#events = events;
    events.on('failed', this.#listener);
  }

  /** Settles if the job is refused. */
  of(id: string): Promise<string> {
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  close(): void {
    this.#events.off('failed', this.#listener);
  }
}

interface Taken {
  /** Rejects with a {@link TargetError} if the job is refused. */
  readonly host: Promise<LoadHost>;
  /** Name of the agent that has taken the share; null if none has. */
  name(): string | null;
}

export function untilJoined(
  channel: Channel<ToAgent, FromAgent>,
  refused: Promise<string>,
  tools: HostTools,
): Taken {
  let name: string | null = null;
  const host = new Promise<LoadHost>((resolve, reject) => {
    const fail = (reason: string) => reject(new TargetError({ reason, lastLines: [] }));
    channel.broken.then(fail);
    refused.then(fail);
    const off = channel.onMessage((message) => {
      if (message.type === 'broken') fail(message.reason);
      if (message.type !== 'joined') return;
      off();
      ({ name } = message.host);
      resolve(loadHost(message, channel, tools));
    });
  });
  host.catch(() => {}); // all shares are awaited at once, and others may fail first
  return { host, name: () => name };
}
