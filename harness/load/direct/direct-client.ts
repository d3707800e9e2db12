/** Load by our own client: HTTP/1.1, plain or over TLS, in a closed or an open loop. */
import { monotonicMs } from '../../host/clock.ts';
import { mulberry32 } from '../../stats/mulberry32.ts';
import type { LoadClient } from '../load-client.ts';
import { numberedLoop } from '../numbered/numbered-session.ts';
import { closedLoop, type Loop } from './loop.ts';
import { openLoop } from './open-loop.ts';
import { schedule } from './schedule.ts';
import type { SessionOwner } from './session.ts';
import { makeSessions } from './sessions.ts';

/** How often to look for requests that have timed out. */
const SWEEP_PERIOD_MS = 50;

export const directClient: LoadClient = {
  name: 'direct',
  send: (tools, { onAllConnected }) => {
    const { job, ledger } = tools;
    const open = openLoop(tools.log === null ? ledger : numberedLoop(ledger, tools.log));
    let loop: Loop = closedLoop;
    let onDrained = () => {};
    let unused = job.connections;
    if (unused === 0) onAllConnected();
    const owner: SessionOwner = {
      free: (session, nowMs) => {
        loop.free(session, nowMs);
        if (open.idle === job.connections) onDrained();
      },
      firstEnded: () => {
        unused--;
        // Opening hundreds of connections takes time; only now are all of them in use.
        if (unused === 0) onAllConnected();
      },
    };
    const sessions = makeSessions(tools, owner);
    for (const session of sessions) session.begin(monotonicMs());
    setInterval(() => {
      const nowMs = monotonicMs();
      const dueBeforeMs = nowMs - job.requestTimeoutSeconds * 1_000;
      loop.expire(dueBeforeMs, nowMs);
      for (const session of sessions) session.expire(dueBeforeMs, nowMs);
    }, SWEEP_PERIOD_MS);
    return {
      drain: () =>
        new Promise((resolve) => {
          loop = open;
          open.stop();
          onDrained = resolve;
          if (open.idle === job.connections) resolve();
        }),
      pace: (pace) => {
        loop = open;
        open.follow(schedule(pace, mulberry32(pace.seed)));
      },
      catchUp: () => loop.catchUp(),
      waitingSince: (beforeMs) => loop.waitingSince(beforeMs),
      inFlight: () => sessions.filter(({ isInFlight }) => isInFlight).length + loop.waiting,
    };
  },
};
