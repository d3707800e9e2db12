/** Points of a chart that a reader can be led to. */
import type { Chart } from 'chart.js';
import type { Readable } from '../../figures/draw/frame.ts';

interface Place {
  readonly datasetIndex: number;
  readonly index: number;
}

export type ReadablePoint = Readable & { readonly place: Place };

/** Every point that can be read, lane by lane. */
export function readablePoints({ data }: Chart): ReadablePoint[] {
  return data.datasets.flatMap((dataset, datasetIndex) =>
    dataset.data.flatMap((point, index) => {
      const { reading, lane, y } = point as unknown as Readable & { readonly y: number | null };
      return y === null ? [] : [{ reading, lane, place: { datasetIndex, index } }];
    }),
  );
}

/** Marks a point and opens its tooltip; null closes it. */
export function pointAt(chart: Chart, point: ReadablePoint | null): void {
  const places = point === null ? [] : [point.place];
  const element = point && chart.getDatasetMeta(point.place.datasetIndex).data[point.place.index];
  const { x, y } = element?.getProps(['x', 'y'], true) ?? { x: 0, y: 0 };
  chart.setActiveElements(places);
  chart.tooltip?.setActiveElements(places, { x: Number(x), y: Number(y) });
  chart.update();
}
