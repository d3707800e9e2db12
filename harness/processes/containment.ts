/** Contains everything that a trial starts: in a control group if possible, else by marks and traces. */
import type { SpawnOptions } from '../../targets/topology.ts';
import { ticksNow } from './alive.ts';
import { ControlGroup } from './control-group.ts';
import { guardLimitMark, guardPid } from './guard-client.ts';
import { killLeftovers, sessionsBelow } from './leftovers.ts';
import { makeLimitMark, withLimitMark } from './limit-mark.ts';
import { readProcess } from './process-list.ts';

interface Prepared {
  readonly controlGroup: ControlGroup | null;
  /** The options with the mark, if there is no control group. */
  readonly prepared: SpawnOptions;
}

type Means =
  | { readonly kind: 'group'; readonly controlGroup: ControlGroup }
  | {
      readonly kind: 'traces';
      readonly limitMark: number | null;
      readonly sinceTicks: number;
      sessions: ReadonlySet<number>;
    };

export class Containment {
  readonly #folder: string;
  /** Chosen for the first child; undefined before, and after everything is gone. */
  #means: Means | undefined;

  /** @param folder where the trial's processes keep their files */
  constructor(folder: string) {
    this.#folder = folder;
  }

  prepare(options: SpawnOptions): Prepared {
    this.#means ??= chooseMeans();
    if (this.#means.kind === 'group') return { controlGroup: this.#means.controlGroup, prepared: options };
    return { controlGroup: null, prepared: withLimitMark(options, this.#means.limitMark) };
  }

  /**
   * Call this while the children still run: their parent relations disappear with them.
   *
   * @param pids of the children, including ended ones
   */
  beforeStop(pids: readonly number[]): void {
    if (this.#means?.kind === 'traces') this.#means.sessions = sessionsBelow(pids.filter(isOurs));
  }

  /** Kills everything that is left. Never rejects. */
  async empty(): Promise<void> {
    const means = this.#means;
    this.#means = undefined;
    if (means?.kind === 'group') await means.controlGroup.remove();
    if (means?.kind !== 'traces') return;
    await killLeftovers({
      sinceTicks: means.sinceTicks,
      limitMarks: new Set(means.limitMark === null ? [] : [means.limitMark]),
      sessions: means.sessions,
      folders: [this.#folder],
      spared: [guardPid() ?? process.pid],
    });
  }
}

function chooseMeans(): Means {
  const controlGroup = ControlGroup.make();
  if (controlGroup) return { kind: 'group', controlGroup };
  const limitMark = makeLimitMark();
  guardLimitMark(limitMark);
  return { kind: 'traces', limitMark, sinceTicks: ticksNow(), sessions: new Set() };
}

/**
 * An ended child may have left a session with its number. If another process has that number by now, it is not ours.
 */
function isOurs(pid: number): boolean {
  const one = readProcess(pid);
  return one === null || one.parent === process.pid;
}
