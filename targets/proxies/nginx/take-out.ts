/** Takes an upstream out of a running nginx and puts it back: by a changed configuration, and SIGHUP. */
import type { ControlName, Controls } from '../../controls.ts';
import type { ChildHandle } from '../../topology.ts';
import { inTurn } from '../in-turn.ts';
import type { ProxyContext } from '../proxy.ts';
import { untilTrue } from '../until-listening.ts';

/** The controls that {@link nginxControls} returns, for a proxy to declare. */
export const NGINX_CONTROLS = ['takeOut', 'putBack'] as const satisfies readonly ControlName[];

/** How long old workers may take to finish their requests. */
const RELOAD_TIMEOUT_MS = 30_000;
const ASK_PERIOD_MS = 20;

interface Reloaded extends Pick<ProxyContext, 'childrenOf' | 'upstreams'> {
  /** Writes the configuration without these upstreams; returns whether a worker with it responds. */
  readonly rewrite: (out: ReadonlySet<number>) => Promise<(signal: AbortSignal) => Promise<boolean>>;
}

/**
 * A control settles when new workers respond and the old ones have ended. Old workers finish their requests first, so
 * that then none is in flight to an upstream that was taken out. They close kept connections of clients that are
 * idle.
 *
 * nginx keeps its workers if it refuses the new configuration, or gets a signal while it reloads. Therefore reloads
 * wait for each other.
 */
export function nginxControls(
  nginx: Pick<ChildHandle, 'pid'>,
  { childrenOf, rewrite, upstreams }: Reloaded,
): Pick<Controls, (typeof NGINX_CONTROLS)[number]> {
  const out = new Set<number>();
  const queued = inTurn();

  const reload = async () => {
    const before = await childrenOf(nginx.pid);
    const isNew = await rewrite(new Set(out));
    process.kill(nginx.pid, 'SIGHUP');
    const signal = AbortSignal.timeout(RELOAD_TIMEOUT_MS);
    const hasTakenOver = async () => {
      const now = await childrenOf(nginx.pid);
      return !before.some((pid) => now.includes(pid)) && (await isNew(signal));
    };
    if (await untilTrue(hasTakenOver, ASK_PERIOD_MS, signal)) return;
    throw new Error(`nginx has not replaced its workers within ${RELOAD_TIMEOUT_MS / 1000} s`);
  };
  const change = (upstream: number, set: () => void) => {
    if (upstreams[upstream] === undefined) {
      return Promise.reject(new Error(`nginx has no upstream ${upstream}`));
    }
    return queued(() => {
      set();
      return reload();
    });
  };
  return {
    takeOut: (upstream) => change(upstream, () => out.add(upstream)),
    putBack: (upstream) => change(upstream, () => out.delete(upstream)),
  };
}
