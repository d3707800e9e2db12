/**
 * Colours of cells: a hue says who hands out connections, a shade how many workers, an outline that a proxy stands
 * in front. The hues of members are those of Okabe and Ito ("Color Universal Design", 2008), apart for colour-blind eyes too.
 */
import type { Cell, CoresByRole } from '../../harness/records/run.ts';

export const INK = '#1f2328';
export const MUTED = '#59636e';
export const GRID = '#e4e7eb';
export const PAPER = '#ffffff';
export const ALARM = '#b3261e';

export const ROLE_COLOURS: Readonly<Record<keyof CoresByRole, string>> = {
  target: '#0072b2',
  primary: '#56b4e9',
  proxy: '#e69f00',
  service: '#cc79a7',
  load: '#8c8c8c',
  harness: '#c4c4c4',
  other: '#e3e3e3',
};

export interface CellStyle {
  /** Of lines, dots and outlines. */
  readonly stroke: string;
  /** Of areas: pale behind a proxy. */
  readonly fill: string;
}

/** The same cell has the same style in every chart of a run. */
export function cellStyle(cell: Cell, workerCounts: readonly number[]): CellStyle {
  const hue = cell.colour;
  const many = workerCounts.filter((count) => count > 1).toSorted((a, b) => b - a);
  const rank = Math.max(0, many.indexOf(cell.workers));
  const stroke = cell.workers > 1 && many.length > 1 ? paler(hue, (0.5 * rank) / (many.length - 1)) : hue;
  return { stroke, fill: cell.proxy === null ? stroke : paler(stroke, 0.78) };
}

/** Colour of a line over several numbers of workers: the family's full hue. */
export function seriesColour({ colour }: Cell): string {
  return colour;
}

/** Mixed with white: 0 leaves the colour, 1 is white. */
function paler(colour: string, share: number): string {
  return mixed(colour, PAPER, share);
}

/** From nearly white to dark red by way of yellow: ColorBrewer's YlOrRd, readable for colour-blind eyes and in grey. */
const HEAT = ['#f7f7f2', '#ffeda0', '#feb24c', '#f4622f', '#c4122a', '#6a0022'] as const;

/** Colour of a busy core, 0 to 100 percent. */
export function heat(percent: number): string {
  const place = (Math.min(100, Math.max(0, percent)) / 100) * (HEAT.length - 1);
  const below = Math.min(HEAT.length - 2, Math.floor(place));
  return mixed(HEAT[below] ?? HEAT[0], HEAT[below + 1] ?? HEAT[0], place - below);
}

function mixed(from: string, to: string, share: number): string {
  const channels = [1, 3, 5].map((at) => {
    const [a, b] = [from, to].map((colour) => Number.parseInt(colour.slice(at, at + 2), 16));
    return Math.round((a ?? 0) + ((b ?? 0) - (a ?? 0)) * share);
  });
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
