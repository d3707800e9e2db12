/** A process of many agents without load processes: `crowd.js REDIS-URL SECRET NUMBER`. It reports when windows begin. */
import { setMaxListeners } from 'node:events';
import { at, atEnd, monotonicMs } from '../../host/clock.ts';
import { allowedTargets, USUAL_RANGES } from '../../load/hosts/allowed-targets.ts';
import { connectLink } from '../../load/hosts/redis-link.ts';
import { serveAgent } from '../../load/hosts/serve-agent.ts';
import { Ledger } from '../../load/ledger.ts';
import type { FromLoadProcess, ToLoadProcess } from '../../load/load-messages.ts';
import type { LoadPeer } from '../../load/load-peer.ts';

const [url = '', secret = '', number = '1'] = process.argv.slice(2);

/** Behaves as a load process whose load costs nothing and gets no response. */
function idlePeer(): LoadPeer {
  const listeners = new Set<(message: FromLoadProcess) => void>();
  const say = (message: FromLoadProcess) => {
    for (const listener of listeners) listener(message);
  };
  setImmediate(() => say({ type: 'ready' }));
  const take = (message: ToLoadProcess) => {
    if (message.type === 'begin') say({ type: 'all-connected' });
    if (message.type === 'drain') say({ type: 'drained' });
    if (message.type !== 'measure') return;
    const { window } = message;
    const ledger = new Ledger();
    const lateMs = Math.max(0, monotonicMs() - window.fromMs);
    ledger.open({ ...window });
    at(window.fromMs, () => process.send?.({ begunMs: monotonicMs() }));
    atEnd(window, () => {
      const cost = { eventLoopUtilization: 0, cpuSeconds: 0, waitSeconds: null };
      say({ type: 'figures', figures: { ...ledger.figures(), ...cost, lateMs, toMs: window.toMs } });
    });
  };
  return {
    send: take,
    onMessage: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    broken: new Promise(() => {}),
    stop: async () => listeners.clear(),
  };
}

const redis = { url: new URL(url), password: null };
const { signal } = new AbortController();
// Every agent listens to it several times.
setMaxListeners(0, signal);
for (let index = 0; index < Number(number); index++) {
  const link = await connectLink(redis);
  void serveAgent({
    ...{ redis, link, secret, signal, cpus: null, env: {}, idleExitMs: null, watch: () => {} },
    name: `agent-${process.pid}-${index}`,
    allowed: allowedTargets(USUAL_RANGES),
    startPeer: idlePeer,
  });
}
process.send?.({ ready: true });
