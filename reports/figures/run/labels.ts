/** Words on a run's figures. */

import type { CellResult } from '../../cell-result.ts';
import { clipped } from '../../clipped.ts';
import { counted } from '../../format.ts';
import type { Group } from '../../groups.ts';
import type { Row } from '../figure.ts';
import type { CellColours } from './cell-colour.ts';

const LONGEST_NAME = 36;

/** Name and marks of a variant's row in every figure. */
export function rowOf(result: CellResult, colours: CellColours): Pick<Row, 'name' | 'colour' | 'isProxied'> {
  return {
    name: result.cell.variant,
    colour: colours.get(result.cell.id) ?? result.cell.colour,
    isProxied: result.cell.proxy !== null,
  };
}

/** Fields that the figures of a group have in common; `what` is the title without the app and what it was sent. */
export function titled(kind: string, what: string, alt: string, { app, title, slug }: Group) {
  return {
    id: slug === '' ? kind : `${kind}-${slug}`,
    title: `${what}: ${clipped(app, LONGEST_NAME)}, ${clipped(title, LONGEST_NAME)}`,
    alt: `${alt}: ${app}, ${title}`,
    group: slug,
  };
}

/** Trials behind a figure: `3 trials`, or `1 to 3 trials` where variants differ. */
export function trialsBehind(results: readonly CellResult[]): string {
  const counts = results.map(({ ok }) => ok.length).filter((count) => count > 0);
  const low = Math.min(...counts);
  const high = Math.max(...counts);
  return low === high ? counted(high, 'trial') : `${low} to ${counted(high, 'trial')}`;
}

/** Explains a mean and its whiskers; without whiskers where no variant has more than one trial. */
export function meanAndInterval(results: readonly CellResult[]): string {
  const isSought = results.some(({ metric }) => metric.isSought);
  return results.some(({ ok }) => ok.length > 1)
    ? `mean of ${trialsBehind(results)}; whiskers and ±: 95% confidence interval${isSought ? ', at least half the bracket' : ''}`
    : 'one trial per variant: its spread is unknown';
}
