import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { temporaryFolder } from '../dev/testing/cli.ts';
import { monotonicMs } from '../host/clock.ts';
import { AGENT_SOCKET, type AgentFigures, type ToAgent } from './agent-messages.ts';
import { listenForAgents } from './agents.ts';
import { onMessages } from './messages.ts';

test('figures that arrive too late for one window do not count for the next', async (context) => {
  const agents = await listenForAgents(temporaryFolder(context));
  const agent = connect(agents.env[AGENT_SOCKET] ?? '');
  context.after(() => {
    agent.destroy();
    agents.close();
  });
  const figuresOf = ({ fromMs }: ToAgent, requests: number): AgentFigures => ({
    type: 'figures',
    fromMs,
    pid: 1,
    role: 'worker',
    listens: true,
    instance: 0,
    requests,
    connections: 1,
    cpuSeconds: 1,
    rssBytes: 1,
    heapUsedBytes: 1,
    gcSeconds: 0,
    gcCount: 0,
    eventLoopUtilization: 1,
    loopDelayP99Ms: 0,
    responseP99Ms: null,
  });
  const send = (message: object) => agent.write(`${JSON.stringify(message)}\n`);
  const asked: ToAgent[] = [];
  onMessages<ToAgent>(agent, (request) => {
    const last = asked.at(-1);
    asked.push(request);
    if (last) [figuresOf(last, 1), figuresOf(request, 2)].forEach(send);
  });
  await once(agent, 'connect');
  send({ type: 'hello', pid: 1 });
  const nowMs = monotonicMs();
  // Retry until the agent is connected: `measure` only asks connected agents.
  while (asked.length === 0) {
    await agents.measure({ fromMs: nowMs - 3_000, toMs: nowMs - 2_000 });
    await sleep(1);
  }

  const reports = await agents.measure({ fromMs: nowMs, toMs: nowMs + 100 });
  assert.deepEqual(
    reports.map(({ requests }) => requests),
    [2],
  );
});
