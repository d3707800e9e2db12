/** sendBySessions is the sending of a client whose connections are sessions, in a closed or an open loop. */
import { monotonicMs } from '../../host/clock.ts';
import { mulberry32 } from '../../stats/mulberry32.ts';
import { legsOf, levelAt, warmUpLevel } from '../../stats/stages.ts';
import type { LoadClient, PaceShare, Sending, SendingTools } from '../load-client.ts';
import { shareOf } from '../load-share.ts';
import { numberedLoop } from '../numbered/numbered-session.ts';
import { levelLoop } from './level-loop.ts';
import { closedLoop, type Loop } from './loop.ts';
import { openLoop } from './open-loop.ts';
import { schedule } from './schedule.ts';
import type { Session, SessionOwner } from './session.ts';
import { stagedSchedule } from './staged-schedule.ts';

/** How often to look for requests that have timed out. */
const SWEEP_PERIOD_MS = 50;

interface Sessions {
  /** Makes the sessions, none of which has begun. */
  readonly make: (tools: SendingTools, owner: SessionOwner) => readonly Session[];
  /** Whether an open loop has a closed one before it, which opens the connections and shows the maximum. */
  readonly beginsClosed: boolean;
}

export function sendBySessions(
  tools: SendingTools,
  { onAllConnected }: Parameters<LoadClient['send']>[1],
  { make, beginsClosed }: Sessions,
): Sending {
  const { job, ledger } = tools;
  const open = openLoop(tools.log === null ? ledger : numberedLoop(ledger, tools.log));
  const legs = legsOf(job.stages);
  const isLevelled = legs.length > 0 && job.mode.arrivals === 'closed';
  const share = (level: number) => shareOf(Math.round(level), job.share);
  let loop: Loop = beginsClosed ? closedLoop : open;
  let lastPace: PaceShare | undefined;
  let onDrained = () => {};
  let unused = isLevelled ? share(warmUpLevel(job.stages)) : job.connections;
  if (unused === 0) onAllConnected();
  const noteDrained = () => {
    if (open.idle === job.connections && ledger.inFlight === 0) onDrained();
  };
  const owner: SessionOwner = {
    free: (session, nowMs) => {
      loop.free(session, nowMs);
      noteDrained();
    },
    settled: noteDrained,
    firstEnded: () => {
      unused--;
      // Opening hundreds of connections takes time; only now are all of them in use.
      if (unused === 0) onAllConnected();
    },
  };
  const sessions = make(tools, owner);
  const levels = isLevelled ? levelLoop([...sessions], () => levels?.active === 0 && onDrained()) : null;
  if (levels) {
    loop = levels;
    levels.follow(() => share(warmUpLevel(job.stages)));
  } else for (const session of sessions) session.begin(monotonicMs());
  setInterval(() => {
    const nowMs = monotonicMs();
    const dueBeforeMs = nowMs - job.requestTimeoutSeconds * 1_000;
    loop.expire(dueBeforeMs, nowMs);
    for (const session of sessions) session.expire(dueBeforeMs, nowMs);
  }, SWEEP_PERIOD_MS);
  return {
    drain: () =>
      new Promise((resolve) => {
        onDrained = resolve;
        if (levels) {
          levels.follow(() => 0);
          if (levels.active === 0) resolve();
          return;
        }
        loop = open;
        open.stop();
        noteDrained();
      }),
    follow: (fromMs) => {
      levels?.follow((nowMs) => share(nowMs < fromMs ? 0 : levelAt(legs, (nowMs - fromMs) / 1_000)));
      if (!lastPace) return;
      const at = { arrivals: lastPace.arrivals, fromMs, share: job.share };
      open.follow(stagedSchedule(legs, at, mulberry32(lastPace.seed)));
    },
    pace: (pace) => {
      lastPace = pace;
      loop = open;
      open.follow(schedule(pace, mulberry32(pace.seed)));
    },
    catchUp: () => loop.catchUp(),
    waitingSince: (beforeMs) => loop.waitingSince(beforeMs),
    inFlight: () => sessions.reduce((sum, { inFlight }) => sum + inFlight, loop.waiting),
  };
}
