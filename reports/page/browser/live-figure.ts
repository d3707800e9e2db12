import { Chart } from 'chart.js';
import { drawingOf } from '../../figures/draw/drawing.ts';
import type { Readable } from '../../figures/draw/frame.ts';
import type { FigureData } from '../../figures/figure.ts';
import { isMovingKey, type MovingKey, nextPoint } from '../../figures/next-point.ts';
import { type Selection, shownPart } from '../../figures/shown.ts';
import { appearance } from './appearance.ts';
import './chart-parts.ts';
import type { Reader } from './reader.ts';

interface Place {
  readonly datasetIndex: number;
  readonly index: number;
}

/** A figure of the page: drawn anew as its room, its colours or what it shows change, and read by pointer or keys. */
export class LiveFigure {
  readonly data: FigureData;
  readonly frame: HTMLElement;
  readonly #canvas: HTMLCanvasElement | null;
  readonly #selection: Selection;
  readonly #reader: Reader;
  #chart: Chart | null = null;
  #room = 0;
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
  }

  draw(): void {
    const canvas = this.#canvas;
    if (canvas !== null) Chart.getChart(canvas)?.destroy();
    this.#chart = null;
    this.#current = null;
    if (canvas === null || this.#room === 0) return;
    const { theme, width } = appearance;
    const sheet = {
      theme: theme(),
      width: width(this.#room),
      fontFamily: getComputedStyle(canvas).fontFamily,
      isTitled: false,
    };
    const { height, configuration } = drawingOf(shownPart(this.data, this.#selection), sheet);
    canvas.width = sheet.width;
    canvas.height = height;
    this.#chart = new Chart(canvas, configuration);
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.#forget();
    if (!isMovingKey(event.key)) return;
    event.preventDefault();
    this.#move(event.key);
  }

  #move(key: MovingKey): void {
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
    show(chart, [point.place]);
    this.#reader.say([point.reading.title, ...point.reading.lines].join(', '));
  }

  #forget(): void {
    this.#current = null;
    if (this.#chart !== null) show(this.#chart, []);
  }
}

/** Every point that can be read, lane by lane. */
function readablePoints({ data }: Chart): (Readable & { readonly place: Place })[] {
  return data.datasets.flatMap((dataset, datasetIndex) =>
    dataset.data.flatMap((point, index) => {
      const { reading, lane, y } = point as unknown as Readable & { readonly y: number | null };
      return y === null ? [] : [{ reading, lane, place: { datasetIndex, index } }];
    }),
  );
}

function show(chart: Chart, places: Place[]): void {
  const [first] = places;
  const element = first && chart.getDatasetMeta(first.datasetIndex).data[first.index];
  const { x, y } = element?.getProps(['x', 'y'], true) ?? { x: 0, y: 0 };
  chart.setActiveElements(places);
  chart.tooltip?.setActiveElements(places, { x: Number(x), y: Number(y) });
  chart.update();
}
