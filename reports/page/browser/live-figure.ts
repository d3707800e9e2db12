import { Chart } from 'chart.js';
import { drawingOf } from '../../figures/draw/drawing.ts';
import type { Drawing } from '../../figures/draw/sheet.ts';
import type { FigureData } from '../../figures/figure.ts';
import { isMovingKey, type MovingKey, nextPoint } from '../../figures/next-point.ts';
import { type Selection, shownPart } from '../../figures/shown.ts';
import { appearance } from './appearance.ts';
import './chart-parts.ts';
import { watchNear } from './near.ts';
import { pointAt, readablePoints } from './points.ts';
import type { Reader } from './reader.ts';

/**
 * A figure of the page, read by pointer or keys. It is drawn only near the viewport and on paper, and anew as its room, its
 * colours or what it shows change; elsewhere its place is kept free. `data-drawn` says that the picture is up to date.
 */
export class LiveFigure {
  readonly data: FigureData;
  readonly frame: HTMLElement;
  readonly #canvas: HTMLCanvasElement | null;
  readonly #selection: Selection;
  readonly #reader: Reader;
  /** The figure to draw; null while the figure has no room. */
  #drawing: Drawing | null = null;
  #chart: Chart | null = null;
  #room = 0;
  #isNear = false;
  /** The point that the keys have led to. */
  #current: number | null = null;

  constructor(frame: HTMLElement, data: FigureData, selection: Selection, reader: Reader) {
    this.data = data;
    this.frame = frame;
    this.#selection = selection;
    this.#reader = reader;
    this.#canvas = frame.querySelector('canvas');
    const plot = this.#canvas?.parentElement;
    if (!this.#canvas || !plot) return;
    reader.describe(this.#canvas);
    this.#canvas.addEventListener('keydown', (event) => this.#onKey(event));
    this.#canvas.addEventListener('blur', () => this.#forget());
    // It reports the first size as well, and that of a figure which is unfolded later.
    new ResizeObserver(() => {
      const room = Math.floor(plot.clientWidth);
      if (room === this.#room) return;
      this.#room = room;
      this.draw();
    }).observe(plot);
    watchNear(frame, (isNear) => {
      this.#isNear = isNear;
      if (isNear) this.#paint();
    });
  }

  /** Draws the figure anew: at once if it is near, or else when it comes near. */
  draw(): void {
    const canvas = this.#canvas;
    this.#chart?.destroy();
    this.#chart = null;
    this.#drawing = null;
    this.#current = null;
    delete this.frame.dataset.drawn;
    if (canvas === null || this.#room === 0) return;
    const sheet = {
      theme: appearance.theme(),
      width: appearance.width(this.#room),
      fontFamily: getComputedStyle(canvas).fontFamily,
      isTitled: false,
    };
    this.#drawing = drawingOf(shownPart(this.data, this.#selection), sheet);
    canvas.width = sheet.width;
    canvas.height = this.#drawing.height;
    if (this.#isNear || appearance.isOnPaper()) this.#paint();
  }

  #paint(): void {
    if (this.#canvas === null || this.#drawing === null || this.#chart !== null) return;
    this.#chart = new Chart(this.#canvas, this.#drawing.configure());
    this.frame.dataset.drawn = '';
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.#forget();
    if (!isMovingKey(event.key)) return;
    event.preventDefault();
    this.#move(event.key);
  }

  #move(key: MovingKey): void {
    this.#paint();
    const chart = this.#chart;
    if (chart === null) return;
    const points = readablePoints(chart);
    this.#current = nextPoint(
      points.map(({ lane }) => lane),
      this.#current,
      key,
    );
    const point = points[this.#current ?? -1];
    if (point === undefined) return;
    pointAt(chart, point);
    this.#reader.say([point.reading.title, ...point.reading.lines].join(', '));
  }

  #forget(): void {
    this.#current = null;
    if (this.#chart !== null) pointAt(this.#chart, null);
  }
}
