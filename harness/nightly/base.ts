/** With which nights tonight's run is compared. */
import { hostsApart } from '../compare/differences.ts';
import { otherLoad } from '../compare/load-parameters.ts';
import { joinSides, type NamedRun } from '../compare/sides.ts';
import type { Night } from '../records/night.ts';
import type { RunRecord } from '../records/run.ts';
import type { StoredNight } from './store.ts';

/** More tell better how much runs differ without a change, and lag behind a level that moves slowly. */
const MOST_NIGHTS = 5;

export interface BaseNight {
  readonly id: string;
  /** Null outside of a repository, and where the working tree had changes that no commit holds. */
  readonly commit: string | null;
  readonly run: NamedRun;
}

export interface Base {
  /** The last one first. */
  readonly nights: readonly BaseNight[];
  /** Good nights that would have been asked, and why they cannot be. */
  readonly passedOver: Night['base']['passedOver'];
}

/**
 * The last good nights that ran on this host under this load; none before one that was accepted, whose level is the one
 * that counts since.
 *
 * @param nights the last one first
 * @param read a night's record; its error says why there is none
 */
export async function chooseBase(
  nights: readonly StoredNight[],
  head: NamedRun,
  read: (folder: string) => Promise<RunRecord>,
): Promise<Base> {
  const chosen: BaseNight[] = [];
  const passedOver: { id: string; reason: string }[] = [];
  for (const { folder, night } of nights) {
    if (chosen.length === MOST_NIGHTS) break;
    if (!night.good) continue;
    const { id, accepted, run } = night;
    const record = await read(folder).catch((error: Error) => error);
    const reason = record instanceof Error ? record.message : whyNot({ path: id, record }, head);
    if (reason !== null) {
      passedOver.push({ id, reason });
      // What was before it is no level to go back to, though nobody can read any more what was accepted.
      if (accepted && record instanceof Error) break;
      continue;
    }
    const commit = run.dirty ? null : run.commit;
    chosen.push({ id, commit, run: { path: id, record: record as RunRecord } });
    if (accepted) break;
  }
  return { nights: chosen, passedOver };
}

/** Why a run cannot be compared with another; null where it can. */
function whyNot(run: NamedRun, head: NamedRun): string | null {
  const apart = hostsApart(run.record.host, head.record.host);
  if (apart) return `it ran on another host: ${apart}`;
  const { cells } = joinSides({ label: '', runs: [run] }, { label: '', runs: [head] });
  if (cells.length === 0) return 'it has no setup in common with this night';
  return otherLoad(cells)?.text ?? null;
}

/** Nights that later ones may have to be compared with, whichever of the store's hosts they run on. */
export function neededNights(nights: readonly StoredNight[]): StoredNight[] {
  const kept = new Map<string, { count: number; isClosed: boolean }>();
  return nights.filter(({ night: { good, accepted, run } }) => {
    const host = `${run.cpuModel} ${run.cores}`;
    const { count, isClosed } = kept.get(host) ?? { count: 0, isClosed: false };
    const isNeeded = good && !isClosed && count < MOST_NIGHTS;
    if (isNeeded) kept.set(host, { count: count + 1, isClosed: accepted });
    return isNeeded;
  });
}
