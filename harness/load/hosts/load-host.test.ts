/** LoadHost against a made-up agent: what it records, and what it does with messages. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type { LoadProcessFigures } from '../load-messages.ts';
import type { Channel } from './channel.ts';
import { type HostTools, loadHost } from './load-host.ts';
import type { FromAgent, ToAgent } from './share-job.ts';

const FACTS = { name: 'a1', hostname: 'h', cpuModel: 'c', cores: 4, kernel: 'Linux', node: 'v22' };
const TOOLS = {} as HostTools;

/** A channel whose agent says what the test wants. */
function madeUpAgent() {
  let say: (message: FromAgent) => void = () => {};
  let lose: (reason: string) => void = () => {};
  const sent: ToAgent[] = [];
  const channel: Channel<ToAgent, FromAgent> = {
    send: (message) => void sent.push(message),
    onMessage: (listener) => {
      say = listener;
      return () => true;
    },
    broken: new Promise((resolve) => {
      lose = resolve;
    }),
    [Symbol.asyncDispose]: async () => {},
  };
  return { channel, sent, say: (message: FromAgent) => say(message), lose: (reason: string) => lose(reason) };
}

/** Clocks in milliseconds: Redis's less the own one. */
const reading = (atMs: number, offsetMs: number, roundTripMs = 0.4) => ({ atMs, offsetMs, roundTripMs });
const joined = (processes: number, offsetMs: number) =>
  ({ type: 'joined', host: FACTS, processes, clock: reading(1_000, offsetMs, 0.2) }) as const;
const figures = (sent: number, busy: number) =>
  ({ sent, completed: sent - 1, eventLoopUtilization: busy, cpuSeconds: 0.5 }) as LoadProcessFigures;

test('the sums of its load processes, and the clock, are in its record', async () => {
  const agent = madeUpAgent();
  const host = loadHost(joined(2, 300), agent.channel, TOOLS);
  agent.say({ type: 'connected', roundTripMs: 1.5 });
  host.peers[0]?.send({ type: 'measure', window: { fromMs: 6_000, toMs: 8_000 } });
  await turn();
  for (const process of [0, 1]) {
    const own = figures(100 + process, 0.5 + process);
    agent.say({ type: 'relay', process, message: { type: 'figures', figures: own } });
  }
  const cpu = { samplePeriodMs: 500, cores: [], busy: 42, steal: 0 } as never;
  // Its clock lost 2 ms against that of Redis in 10 s: 200 millionths.
  agent.say({ type: 'ended', clock: reading(11_000, 302), cpu, retransmits: 3 });
  await host.end();
  const { clock, ...record } = host.record([reading(1_300, 0, 0.4), reading(11_300, 0)]);
  assert.deepEqual(record, {
    ...FACTS,
    ...{ processes: 2, connections: 0, sent: 201, completed: 199 },
    ...{ utilization: 1, cpuSeconds: 1, busy: 42, retransmits: 3, roundTripMs: 1.5 },
  });
  assert.equal(clock.offsetMs, -300, 'its clock is behind');
  assert.ok(Math.abs(clock.uncertaintyMs - 0.3) < 1e-9, 'half of both round trips');
  assert.ok(Math.abs(clock.driftPpm + 200) < 1e-6);
  // The window began 4.7 s after the reading, on a clock that had lost 0.94 ms by then.
  assert.ok(Math.abs(clock.skewMs - 0.94) < 1e-9, `${clock.skewMs}`);
});

test('a host that is lost before its end has a record of what is known', async () => {
  const agent = madeUpAgent();
  const host = loadHost(joined(1, 300), agent.channel, TOOLS);
  agent.say({ type: 'relay', process: 0, message: { type: 'figures', figures: figures(7, 0.5) } });
  await turn();
  agent.lose('the agent has been silent for 3 s');
  await host.end();
  assert.equal((await host.broken).reason, 'agent a1: the agent has been silent for 3 s');
  const { sent, busy, retransmits, clock } = host.record([reading(0, 0), reading(0, 0)]);
  assert.deepEqual([sent, busy, retransmits, clock.driftPpm, clock.skewMs], [7, null, null, 0, 0]);
});

test('a process that was ready before anybody asked is ready', async () => {
  const agent = madeUpAgent();
  const host = loadHost(joined(1, 0), agent.channel, TOOLS);
  agent.say({ type: 'relay', process: 0, message: { type: 'ready' } });
  await turn();
  const heard: string[] = [];
  host.peers[0]?.onMessage(({ type }) => heard.push(type));
  await turn();
  assert.deepEqual(heard, ['ready']);
});

test('it is asked to end once, whoever asks', async () => {
  const agent = madeUpAgent();
  const host = loadHost(joined(2, 0), agent.channel, TOOLS);
  const ends = [...host.peers.map((peer) => peer.stop()), host.end()];
  agent.say({ type: 'ended', clock: reading(0, 0), cpu: null, retransmits: null });
  await Promise.all(ends);
  assert.deepEqual(agent.sent, [{ type: 'end' }]);
});
