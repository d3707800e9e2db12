/** Variants that differ in their number of workers alone: a line each in the scaling figure. */
import { arrangementOf } from '../../arrangement.ts';
import { groupedBy } from '../../grouped-by.ts';
import type { Scored } from '../../measured.ts';
import { isSingleOf, isSingleProcess } from '../../own-cluster.ts';
import { cellColours } from './cell-colour.ts';

export interface Family {
  /** `cluster-rr`, `processes:keep-alive=off` */
  readonly name: string;
  /** The family's hue; a shade of it where families of one hue differ in settings. */
  readonly colour: string;
  /** Fewest workers first. */
  readonly members: readonly Scored[];
}

/** Families of several panels share names and colours: one whose name is known has its colour. */
export function familyColours(results: readonly Scored[]): ReadonlyMap<string, string> {
  const largest = [...familiesByName(results)].map(([name, members]) => ({
    name,
    cell: members.at(-1)?.cell,
  }));
  const colours = cellColours(largest.flatMap(({ cell }) => cell ?? []));
  return new Map(largest.map(({ name, cell }) => [name, colours.get(cell?.id ?? '') ?? '']));
}

/**
 * The families behind one proxy, the single process first. It is the case of one worker of each family that has none of
 * its own.
 */
export function familiesOf(results: readonly Scored[], colours: ReadonlyMap<string, string>): Family[] {
  const singles = results.filter(isSingleProcess);
  const families = [...familiesByName(results)].map(([name, members]) => {
    const single = singles.find((one) => members.every(({ cell }) => isSingleOf(one.cell, cell)));
    const start = single !== undefined && members.every(({ cell }) => cell.workers > 1) ? [single] : [];
    return { name, colour: colours.get(name) ?? '', members: [...start, ...members] };
  });
  const isOfSingle = ({ members }: Family) => members.some(isSingleProcess) && members.length === 1;
  return families.toSorted((a, b) => Number(isOfSingle(b)) - Number(isOfSingle(a)));
}

/** An app that forks a cluster of its own has no number of workers to stand at. */
function familiesByName(results: readonly Scored[]): Map<string, Scored[]> {
  const placed = results.filter((result) => !result.cell.isReference || isSingleProcess(result));
  const sorted = placed.toSorted((a, b) => a.cell.workers - b.cell.workers);
  return groupedBy(sorted, ({ cell }) => arrangementOf(cell));
}
