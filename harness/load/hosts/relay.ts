/** Passes messages on between the coordinator and the load processes of an agent, and observes the agent's host. */
import { monotonicMs, until, untilEnd, type Window } from '../../host/clock.ts';
import { type CpuSamples, sampleCpu } from '../../host/cpu-sampler.ts';
import type { FromLoadProcess, ToLoadProcess } from '../load-messages.ts';
import type { LoadPeer } from '../load-peer.ts';
import { variablesIn } from '../users/variables.ts';
import type { AgentContext } from './agent-context.ts';
import { withBundle } from './bundles.ts';
import { leaveLog } from './carried-logs.ts';
import type { Channel } from './channel.ts';
import { connectMs, readRetransmits } from './host-facts.ts';
import type { FromAgent, ToAgent } from './share-job.ts';

interface RelayContext extends AgentContext {
  readonly session: string;
  /** Folder of the load processes' logs. */
  readonly scratch: string;
  /** The coordinator's clock less this host's. */
  readonly aheadMs: number;
  /** Aborted when the share is over. */
  readonly over: AbortSignal;
}

interface Observed {
  readonly cpu: CpuSamples | null;
  readonly retransmits: number | null;
}

const NOTHING: Observed = { cpu: null, retransmits: null };

export interface Relay {
  /** Settles with null when the coordinator ends the load, with a sentence when it cannot go on. Never rejects. */
  readonly ended: Promise<string | null>;
  /** Observations of this host in the last window; none if it is not over. */
  observed(): Promise<Observed>;
}

type Begin = Extract<ToLoadProcess, { type: 'begin' }>;

export function startRelay(
  peers: readonly LoadPeer[],
  channel: Channel<FromAgent, ToAgent>,
  context: RelayContext,
): Relay {
  let observed = Promise.resolve(NOTHING);
  let observing: { fromMs: number; toMs: number } | undefined;
  /** Index among all of the load's processes, for each process that logs its requests. */
  const logging = new Map<number, number>();
  let onEnd: (early: string | null) => void = () => {};
  const ended = new Promise<string | null>((resolve) => {
    onEnd = resolve;
  });
  const { aheadMs, over } = context;
  const orBreak = (error: Error) => onEnd(error.message);

  const toProcess = async (process: number, message: ToLoadProcess) => {
    if (process === 0 && message.type === 'measure') {
      const { fromMs, toMs } = message.window;
      observing = { fromMs: fromMs - aheadMs, toMs: toMs - aheadMs };
      observed = observe(observing, over);
    }
    if (process === 0 && message.type === 'extend' && observing) observing.toMs = message.toMs - aheadMs;
    if (message.type !== 'begin') return peers[process]?.send(message);
    const { job } = await checked(message, context);
    if (process === 0) channel.send({ type: 'connected', roundTripMs: await roundTrip(job.origin) });
    if (job.logFolder !== null) logging.set(process, job.share.index);
    const logFolder = job.logFolder === null ? null : context.scratch;
    peers[process]?.send({ type: 'begin', job: { ...job, logFolder } });
  };
  const fromProcess = async (process: number, message: FromLoadProcess) => {
    const index = message.type === 'figures' ? logging.get(process) : undefined;
    const log = index === undefined ? {} : { log: await leaveLog(index, context) };
    channel.send({ type: 'relay', process, message, ...log });
  };

  // Messages keep their order, though some wait for Redis.
  let down = Promise.resolve();
  channel.onMessage((message) => {
    if (message.type === 'end') onEnd(null);
    if (message.type !== 'relay') return;
    down = down.then(() => toProcess(message.process, message.message)).catch(orBreak);
  });
  peers.forEach((peer, process) => {
    let up = Promise.resolve();
    peer.onMessage((message) => {
      up = up.then(() => fromProcess(process, message)).catch(orBreak);
    });
    peer.broken.then(({ reason, lastLines }) => onEnd([reason, ...lastLines.slice(0, 1)].join(': ')));
  });
  // The load may end before its window does.
  const isOver = () => observing === undefined || monotonicMs() >= observing.toMs;
  return { ended, observed: async () => (isOver() ? observed : NOTHING) };
}

/** @throws {Error} if this agent must not, or cannot, send the load */
async function checked(message: Begin, context: RelayContext): Promise<Begin> {
  const { allowed, env } = context;
  const { origin, user } = message.job;
  const obstacle = await allowed.obstacle(hostOf(origin));
  if (obstacle !== null) throw new Error(obstacle);
  const unset = variablesIn(user).filter((variable) => env[variable] === undefined);
  if (unset.length > 0) throw new Error(`the environment variable ${unset.join(' and ')} is not set there`);
  return withBundle(message, context);
}

function roundTrip(origin: string): Promise<number | null> {
  return connectMs(hostOf(origin), Number(new URL(origin).port));
}

function hostOf(origin: string): string {
  return new URL(origin).hostname.replace(/^\[|\]$/g, '');
}

/** observe never rejects: without these observations a trial is a trial all the same. */
async function observe(window: Window, over: AbortSignal): Promise<Observed> {
  try {
    const cpu = sampleCpu(window, over);
    cpu.catch(() => {}); // it rejects when the share is over, before anybody awaits it
    await until(window.fromMs, over);
    const before = readRetransmits();
    await untilEnd(window, over);
    const after = readRetransmits();
    return { cpu: await cpu, retransmits: before === null || after === null ? null : after - before };
  } catch {
    return NOTHING;
  }
}
