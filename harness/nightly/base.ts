/** Chooses the nights that this night's run is compared with. */
import { hostsApart } from '../compare/differences.ts';
import { otherLoad } from '../compare/load-parameters.ts';
import { joinSides, type NamedRun } from '../compare/sides.ts';
import type { Night } from '../records/night.ts';
import type { RunRecord } from '../records/run.ts';
import type { StoredNight } from './store.ts';

/** More nights measure the spread between runs better, but follow a slow drift more slowly. */
const MOST_NIGHTS = 5;

export interface BaseNight {
  readonly id: string;
  /** null outside a repository, or if the working tree had uncommitted changes. */
  readonly commit: string | null;
  readonly run: NamedRun;
}

export interface Base {
  /** The most recent first. */
  readonly nights: readonly BaseNight[];
  /** Good nights that were skipped, and why. */
  readonly passedOver: Night['base']['passedOver'];
}

/**
 * The last good nights on this host under this load. It does not go back beyond an accepted night, as that set the
 * level.
 *
 * @param nights the most recent first
 * @param read reads a night's record, or returns an error that says why there is none
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
      // An accepted night ends the search even if it is unreadable: earlier nights have the old level.
      if (accepted && record instanceof Error) break;
      continue;
    }
    const commit = run.dirty ? null : run.commit;
    chosen.push({ id, commit, run: { path: id, record: record as RunRecord } });
    if (accepted) break;
  }
  return { nights: chosen, passedOver };
}

/** Why a run is not comparable; null if it is. */
function whyNot(run: NamedRun, head: NamedRun): string | null {
  const apart = hostsApart(run.record.host, head.record.host);
  if (apart) return `it ran on another host: ${apart}`;
  const { cells } = joinSides({ label: '', runs: [run] }, { label: '', runs: [head] });
  if (cells.length === 0) return 'it has no variant in common with this night';
  return otherLoad(cells)?.text ?? null;
}

/** Nights that later ones may be compared with, for each host of the store. */
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
