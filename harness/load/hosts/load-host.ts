/** LoadHost is an agent with its share of a trial's load, as the coordinator sees it. */
import type { Redis } from 'ioredis';
import type { TargetFailure } from '../../../targets/topology.ts';
import type { LoadHost as HostRecord } from '../../records/run.ts';
import type { FromLoadProcess, LoadProcessFigures, ToLoadProcess } from '../load-messages.ts';
import type { LoadPeer } from '../load-peer.ts';
import type { LeftBundles } from './bundles.ts';
import { fetchLog } from './carried-logs.ts';
import type { Channel } from './channel.ts';
import { type ClockReading, driftPerMs, offsetAt } from './clock-reading.ts';
import { Mailbox } from './mailbox.ts';
import type { FromAgent, ToAgent } from './share-job.ts';

type Joined = Extract<FromAgent, { type: 'joined' }>;
type Ended = Extract<FromAgent, { type: 'ended' }>;

export interface LoadHost {
  readonly name: string;
  readonly peers: readonly LoadPeer[];
  /** Settles when the host is lost, or its load ends by itself. Never rejects. */
  readonly broken: Promise<TargetFailure>;
  /** Ends the load. Settles once the host has reported its end, or is lost. Never rejects. */
  end(): Promise<void>;
  /** Describes its part in the window. @param own the coordinator's clock, before and after */
  record(own: readonly [before: ClockReading, after: ClockReading]): HostRecord;
}

type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

/** The host's part in the trial so far. */
interface Part {
  connections: number;
  roundTripMs: number | null;
  fromMs: number;
  /** Where the log of each process goes, for those that keep one. */
  readonly logs: Map<number, { readonly folder: string; readonly index: number }>;
  readonly figures: Map<number, LoadProcessFigures>;
  ended: Ended | null;
}

/** Tools that a host needs to take part. */
export interface HostTools {
  readonly link: Redis;
  readonly bundles: LeftBundles;
}

/** @param joined the agent's first message */
export function loadHost(
  joined: Joined,
  channel: Channel<ToAgent, FromAgent>,
  { link, bundles }: HostTools,
): LoadHost {
  const { name } = joined.host;
  const part: Mutable<Part> = {
    ...{ connections: 0, roundTripMs: null, fromMs: 0, ended: null },
    ...{ logs: new Map(), figures: new Map() },
  };
  const mailboxes = Array.from({ length: joined.processes }, () => new Mailbox<FromLoadProcess>());
  let onBroken: (reason: string) => void = () => {};
  const broken = new Promise<TargetFailure>((resolve) => {
    onBroken = (reason) => resolve({ reason: `agent ${name}: ${reason}`, lastLines: [] });
  });
  channel.broken.then((reason) => onBroken(reason));

  const heard = async (message: FromAgent) => {
    if (message.type === 'broken') onBroken(message.reason);
    else if (message.type === 'connected') part.roundTripMs = message.roundTripMs;
    else if (message.type === 'ended') part.ended = message;
    else if (message.type === 'relay') {
      const { process, message: relayed, log } = message;
      const place = part.logs.get(process);
      if (log && place) await fetchLog(log, { link, folder: place.folder, process: place.index });
      if (relayed.type === 'figures') part.figures.set(process, relayed.figures);
      mailboxes[process]?.deliver(relayed);
    }
  };
  let up = Promise.resolve();
  let onEnded: () => void = () => {};
  const ended = new Promise<void>((resolve) => {
    onEnded = resolve;
  });
  channel.onMessage((message) => {
    up = up
      .then(() => heard(message))
      .then(() => {
        if (message.type === 'ended') onEnded();
      })
      .catch((error: Error) => onBroken(error.message));
  });

  let down = Promise.resolve();
  const toProcess = async (process: number, message: ToLoadProcess) => {
    if (message.type === 'begin') {
      const { connections, logFolder, share } = message.job;
      part.connections += connections;
      if (logFolder !== null) part.logs.set(process, { folder: logFolder, index: share.index });
    } else if (message.type === 'measure') part.fromMs = message.window.fromMs;
    const light = message.type === 'begin' ? await bundles.take(message) : message;
    channel.send({ type: 'relay', process, message: light });
  };
  let ending: Promise<void> | undefined;
  const end = () => {
    ending ??= (async () => {
      channel.send({ type: 'end' });
      await Promise.race([ended, broken]);
    })();
    return ending;
  };
  const peers = mailboxes.map(
    (mailbox, process): LoadPeer => ({
      send: (message) => {
        down = down.then(() => toProcess(process, message)).catch((error: Error) => onBroken(error.message));
      },
      onMessage: (listener) => mailbox.listen(listener),
      broken,
      stop: end,
    }),
  );
  return { name, peers, broken, end, record: (own) => recordOf(joined, part, own) };
}

function recordOf(
  { host, processes, clock }: Joined,
  { connections, roundTripMs, fromMs, figures, ended }: Part,
  [before, after]: readonly [ClockReading, ClockReading],
): HostRecord {
  const each = [...figures.values()];
  const sum = (pick: (figures: LoadProcessFigures) => number) =>
    each.reduce((total, one) => total + pick(one), 0);
  const last = ended?.clock ?? clock;
  // The agent's instant of the window's start, by what was known before the trial.
  const ownFromMs = fromMs + before.offsetMs - clock.offsetMs;
  const moved = offsetAt(ownFromMs, clock, last) - clock.offsetMs;
  const ownMoved = offsetAt(fromMs, before, after) - before.offsetMs;
  return {
    ...host,
    processes,
    connections,
    sent: sum(({ sent }) => sent),
    completed: sum(({ completed }) => completed),
    utilization: Math.min(1, Math.max(0, ...each.map(({ eventLoopUtilization }) => eventLoopUtilization))),
    cpuSeconds: sum(({ cpuSeconds }) => cpuSeconds),
    busy: ended?.cpu?.busy ?? null,
    retransmits: ended?.retransmits ?? null,
    roundTripMs,
    clock: {
      offsetMs: before.offsetMs - clock.offsetMs,
      uncertaintyMs: (before.roundTripMs + clock.roundTripMs) / 2,
      driftPpm: 1e6 * (driftPerMs(before, after) - driftPerMs(clock, last)),
      skewMs: moved - ownMoved,
    },
  };
}
