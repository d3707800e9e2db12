/**
 * The agent is preloaded into every process of a target with `--require`. It counts what the process does in the
 * window, and sends the figures to the harness. Outside the window it only counts. Its timers and its socket keep no
 * process alive, and it requires nothing of the app.
 */
import cluster from 'node:cluster';
import { subscribe } from 'node:diagnostics_channel';
import { connect, type Server, type Socket } from 'node:net';
import {
  createHistogram,
  monitorEventLoopDelay,
  performance,
  type RecordableHistogram,
} from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
import { isMainThread } from 'node:worker_threads';
import { LISTENING_CHANNEL, type ListeningServer } from '../../targets/listening.ts';
import { at, atEnd, type Window } from '../host/clock.ts';
import { AGENT_SOCKET, type AgentFigures, type FromAgent, type ToAgent } from './agent-messages.ts';
import { watchGc } from './gc.ts';
import { onMessages } from './messages.ts';
import { noteNumberedRequests } from './note-requests.ts';
import { profileWindow } from './profiler.ts';
import { NOTES_FOLDER } from './request-notes.ts';

const LOOP_DELAY_RESOLUTION_MS = 10;

const STARTED = Symbol('started');

/** The part read here of the message that the HTTP server publishes about a request. */
interface Exchange {
  readonly response: { [STARTED]?: number };
}

let requests = 0;
/** Microseconds of the responses inside the window. Both clock readings and the record cost about 0.3 us. */
let responseTimes: RecordableHistogram | undefined;
let accepted = 0;
let open = 0;
/** Servers that listen on the process's PORT. */
const listening = new Set<object>();

function count(): void {
  subscribe('http.server.request.start', (message) => {
    (message as Exchange).response[STARTED] = performance.now();
  });
  subscribe('http.server.response.finish', (message) => {
    requests++;
    const started = (message as Exchange).response[STARTED];
    if (started !== undefined) responseTimes?.record(Math.max(1, 1_000 * (performance.now() - started)) | 0);
  });
  subscribe('net.server.socket', (message) => {
    accepted++;
    open++;
    (message as { socket: Socket }).socket.once('close', () => {
      open--;
    });
  });
}

function reportTo(path: string): void {
  const socket = connect(path);
  const send = (message: FromAgent) => socket.write(`${JSON.stringify(message)}\n`);
  // If the harness is gone, the app goes on.
  let measured: { fromMs: number; toMs: number } | undefined;
  let reported = Promise.resolve();
  onMessages<ToAgent>(socket, (message) => {
    const { type, fromMs, toMs } = message;
    if (type === 'measure') {
      measured = { fromMs, toMs };
      // Nothing here may end the app.
      reported = measure(measured, send).catch(() => {});
    } else if (measured?.fromMs !== fromMs) return;
    else if (type === 'extend') measured.toMs = toMs;
    else if (type === 'profile') void profile(measured, reported, message.file, send);
  });
  socket.unref();
  send({ type: 'hello', pid: process.pid });
  // The other preloaded module publishes them.
  subscribe(LISTENING_CHANNEL, (message) => {
    const { server, address, port, expectedPort } = message as ListeningServer;
    if (port === expectedPort) note(server as Server);
    send({ type: 'listening', pid: process.pid, address, port, expectedPort, instance: ownInstance() });
  });
}

function note(server: Server): void {
  listening.add(server);
  server.once('close', () => listening.delete(server));
}

/** measure settles once the figures are sent. */
async function measure(window: Window, send: (figures: AgentFigures) => void): Promise<void> {
  await new Promise<void>((resolve) => at(window.fromMs, resolve).unref());
  const before = { requests, accepted, open, cpu: process.cpuUsage() };
  const utilization = performance.eventLoopUtilization();
  const delay = monitorEventLoopDelay({ resolution: LOOP_DELAY_RESOLUTION_MS });
  delay.enable();
  const times = createHistogram();
  responseTimes = times;
  const gc = watchGc();
  await new Promise<void>((resolve) => atEnd(window, resolve).unref());
  delay.disable();
  responseTimes = undefined;
  const cpu = process.cpuUsage(before.cpu);
  const collections = gc.end();
  const figures = {
    fromMs: window.fromMs,
    pid: process.pid,
    role: isPrimary() ? ('primary' as const) : ('worker' as const),
    listens: listening.size > 0,
    instance: ownInstance(),
    requests: requests - before.requests,
    connections: before.open + accepted - before.accepted,
    cpuSeconds: (cpu.user + cpu.system) / 1e6,
    rssBytes: process.memoryUsage.rss(),
    // `process.memoryUsage()` reads a file too.
    heapUsedBytes: getHeapStatistics().used_heap_size,
    eventLoopUtilization: Math.min(1, performance.eventLoopUtilization(utilization).utilization),
    // The monitor records the time between two of its ticks. The delay is what exceeds its period.
    loopDelayP99Ms: Math.max(0, delay.percentile(99) / 1e6 - LOOP_DELAY_RESOLUTION_MS),
    responseP99Ms: times.count === 0 ? null : times.percentile(99) / 1_000,
  };
  send({ type: 'figures', ...figures, ...(await collections) });
}

/** @param reported settles once the figures of the window are sent, which the profile must not change */
async function profile(
  window: Window,
  reported: Promise<void>,
  file: string,
  send: (message: FromAgent) => void,
): Promise<void> {
  const { fromMs } = window;
  try {
    await profileWindow(window, reported, file);
    send({ type: 'profiled', fromMs, failure: null });
  } catch (error) {
    send({ type: 'profiled', fromMs, failure: (error as Error).message });
  }
}

/** An app may fork its own workers under any topology. A process that has workers is a primary. */
function isPrimary(): boolean {
  return cluster.isPrimary && Object.keys(cluster.workers ?? {}).length > 0;
}

function ownInstance(): number | null {
  const text = process.env.NODE_APP_INSTANCE;
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : null;
}

const path = process.env[AGENT_SOCKET];
// Modules are also preloaded into worker threads and the thread of module hooks; a process has only one agent.
if (path && isMainThread) {
  try {
    count();
    const notesFolder = process.env[NOTES_FOLDER];
    if (notesFolder) noteNumberedRequests(notesFolder);
    reportTo(path);
  } catch {
    // An app can be measured without an agent, but not if the agent kills it.
  }
}
