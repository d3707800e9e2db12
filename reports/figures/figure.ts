/** A chart as data: series, marks and units. chart.js draws it to a PNG here, and in the reader's browser. */

export type FigureData = RowsFigure | LinesFigure | HeatFigure;

interface Titled {
  /** Names the figure in its page and its file: lower case, digits and dashes; each once in a document. */
  readonly id: string;
  readonly title: string;
  /** Lines below the title: what a mark stands for. */
  readonly subtitle: readonly string[];
  /** For those who cannot see it. */
  readonly alt: string;
  /** Figures of one group show the same variants, which a page switches on and off together; left out, none is. */
  readonly group?: string;
}

export interface Axis {
  /** With its unit: `requests per second`. */
  readonly title: string;
  /** `nines`: percentiles, spread as their tail thins out: 0, 90, 99, 99.9. */
  readonly scale: 'linear' | 'logarithmic' | 'nines';
  /** Whether an axis of amounts begins at 0. */
  readonly fromZero?: boolean;
  readonly min?: number;
  readonly max?: number;
  /** Unit behind a value that is read off: `req/s`. */
  readonly unit: string;
  /** Text behind each tick's number: `%`. */
  readonly suffix?: string;
  /** Values above 0 carry a plus sign: changes. */
  readonly isSigned?: boolean;
  /** Values are shown divided by this: 1e6 shows bytes as MB. */
  readonly per?: number;
  /** The only ticks, where a reader expects them: numbers of workers. */
  readonly ticks?: readonly number[];
  /** Texts in place of the numbers of `ticks`: dates. */
  readonly tickLabels?: readonly string[];
}

/** Alarm and good are coloured; quiet is grey. */
export type Tone = 'alarm' | 'good' | 'quiet';

/**
 * A line across the plot: a limit, an even share, the host's cores, a change of level. Labels of quiet lines stand in the
 * plot, those of other vertical lines above it.
 */
export interface Rule {
  readonly at: number;
  readonly axis: 'x' | 'y';
  readonly label: string | null;
  readonly tone: Tone;
  /** Text of the tooltip below the label: when it began and ended. */
  readonly about?: string;
  /** The choice with which it is shown; left out with all. */
  readonly choice?: string;
}

/** A row for each variant: bars, ranges and points along one axis of amounts. */
export interface RowsFigure extends Titled {
  readonly kind: 'rows';
  readonly axis: Axis;
  readonly rows: readonly Row[];
  /** Meaning of the marks of all rows, for the legend; empty for none. */
  readonly legend: readonly LegendEntry[];
  readonly rules: readonly Rule[];
  /** Lines of points that a row holds, one below the other; 1 where it is left out. */
  readonly lanes?: number;
}

export interface Row {
  /** The variant, in full: shown beside the row, as far as there is room, and by which a reader switches it on and off. */
  readonly name: string;
  readonly colour: string;
  /** Behind a proxy: pale, with an outline. */
  readonly isProxied: boolean;
  /** Shaded behind the row: differences that do not count. */
  readonly band?: readonly [low: number, high: number];
  /** Places in `points` of two that belong together: a thin line joins them. */
  readonly links?: readonly (readonly [from: number, to: number])[];
  readonly bars: readonly Bar[];
  readonly points: readonly RowPoint[];
  /** Value that no result of the row can exceed; null where none is known, or it lies far away. */
  readonly limit: number | null;
  /** The figure itself, beside the row; inside the row where it has neither bars nor points. */
  readonly text: string;
  readonly textTone?: Tone;
}

/** From one value to another; stacked bars stand end to end. */
export interface Bar {
  readonly from: number;
  readonly to: number;
  /** Name of the legend's entry that the bar belongs to; null for the row's own. */
  readonly entry: string | null;
  /** Thin where it is a range and no amount. */
  readonly weight: 'amount' | 'range';
  /** Whiskers at its far end. */
  readonly interval?: readonly [low: number, high: number] | null;
}

export interface RowPoint {
  readonly value: number;
  readonly entry: string | null;
  /** Whiskers: both ends of an interval; null for none. */
  readonly interval: readonly [low: number, high: number] | null;
  /** Places between -0.5 and 0.5 of the row's height away from its middle: trials, one below the other. */
  readonly aside?: number;
  /** Text of the tooltip beside the value. */
  readonly about?: string;
}

export interface LegendEntry {
  readonly name: string;
  /** Null for the colour of each row. */
  readonly colour: string | null;
  readonly shape: Shape;
}

/** A disc is a circle that others show through; a stroke is an upright line as tall as the row's points. */
export type Shape = 'square' | 'circle' | 'disc' | 'diamond' | 'triangle' | 'ring' | 'stroke';

/** Lines over an axis: workers, percentiles, seconds, nights. */
export interface LinesFigure extends Titled {
  readonly kind: 'lines';
  readonly x: Axis;
  readonly y: Axis;
  /** The first one lies above the others. */
  readonly series: readonly Series[];
  readonly rules: readonly Rule[];
  /** Stretches that are marked behind the lines: an event, a confidence interval of a change. */
  readonly spans: readonly Span[];
  /** Lower than others, so that several below each other can be compared. */
  readonly isFlat?: boolean;
  /** Plots side by side that share the y axis, by their names, which may be empty; one plot where it is left out. */
  readonly panels?: readonly string[];
  /** Names of the choices of which a page shows one at a time, such as trials; empty for none. */
  readonly choices: readonly string[];
}

export interface Span {
  readonly from: number;
  readonly to: number;
  readonly label: string | null;
  readonly tone: Tone;
  /** The choice with which it is shown; left out with all. */
  readonly choice?: string;
}

export interface Series {
  /** For the legend, which shows each name once; empty for none. */
  readonly name: string;
  /** The variant that it belongs to; null for a line of its own, such as an ideal. */
  readonly variant: string | null;
  readonly colour: string;
  /** `points`: marks without a line. */
  readonly style: 'solid' | 'dashed' | 'dotted' | 'points';
  readonly points: readonly Point[];
  readonly marks: boolean;
  /** The choice with which it is shown; null with all. */
  readonly choice: string | null;
  /** Place in `panels`; 0 where it is left out. */
  readonly panel?: number;
}

export interface Point {
  readonly x: number;
  /** Null for a gap. */
  readonly y: number | null;
  readonly interval?: readonly [low: number, high: number];
  /** Hollow marks: what is not to be read like the others. */
  readonly hollow?: boolean;
  readonly about?: string;
}

/** Panels of cells that are the darker the larger their value: CPU of each core over time. */
export interface HeatFigure extends Titled {
  readonly kind: 'heat';
  readonly unit: string;
  readonly max: number;
  readonly panels: readonly HeatPanel[];
}

export interface HeatPanel {
  readonly name: string;
  readonly note: string;
  /** Width of a column, in seconds. */
  readonly columnSeconds: number;
  /** A row a core, a value a column. */
  readonly rows: readonly (readonly number[])[];
}
