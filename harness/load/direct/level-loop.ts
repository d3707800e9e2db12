/** The closed loop whose number of active connections follows a level. */
import { monotonicMs } from '../../host/clock.ts';
import type { Loop } from './loop.ts';
import type { Session } from './session.ts';

/** How often connections begin and stop. */
const TICK_MS = 10;

type Levelled = Pick<Session, 'begin' | 'rest'>;

export interface LevelLoop extends Loop {
  /** Makes the number of active sessions follow a level, by the monotonic clock. */
  follow(levelAt: (nowMs: number) => number): void;
  /** Sessions that have begun and not stopped. */
  readonly active: number;
}

/**
 * levelLoop begins resting sessions while the level is above the number of active ones. A session stops after its
 * iteration if there are too many, and closes its connection.
 *
 * @param resting every session
 * @param onRest called when a session has stopped
 */
export function levelLoop(resting: Levelled[], onRest: () => void): LevelLoop {
  let active = 0;
  let level = 0;
  let levelNow = (_nowMs: number) => 0;

  function tick(): void {
    const nowMs = monotonicMs();
    level = levelNow(nowMs);
    while (active < level) {
      const session = resting.pop();
      if (!session) return;
      active++;
      session.begin(nowMs);
    }
  }
  setInterval(tick, TICK_MS).unref();

  return {
    follow: (levelAt) => {
      levelNow = levelAt;
      tick();
    },
    get active() {
      return active;
    },
    free: (session, nowMs) => {
      if (active <= level) {
        session.begin(nowMs);
        return;
      }
      active--;
      session.rest();
      resting.push(session);
      onRest();
    },
    waiting: 0,
    waitingSince: () => 0,
    expire: () => {},
    catchUp: () => {},
  };
}
