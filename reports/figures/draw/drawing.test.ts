import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupResults } from '../../groups.ts';
import { exampleRecord } from '../../testing/example-record.ts';
import type { FigureData, RowsFigure } from '../figure.ts';
import { runFigures } from '../run/run-figures.ts';
import { variantsIn } from '../shown.ts';
import { contrast } from './colours.ts';
import { drawingOf } from './drawing.ts';
import type { Readable } from './frame.ts';
import { readNumber } from './numbers.ts';
import { PNG_SHEET } from './png.ts';
import type { Sheet } from './sheet.ts';
import { fittingName, shortName } from './short-name.ts';
import { DARK, LIGHT, onPaper } from './theme.ts';

const record = exampleRecord({ workers: [1, 4], policies: ['rr'], proxies: ['none', 'nginx'] });
const figures = groupResults(record).flatMap((group) => runFigures(record, group).map(({ data }) => data));
const phone: Sheet = { theme: DARK, width: 350, fontFamily: 'sans-serif', isTitled: false };

const pointsOf = (figure: FigureData, sheet: Sheet) =>
  drawingOf(figure, sheet)
    .configure()
    .data.datasets.flatMap(({ data }) => data as unknown as Readable[]);

test('every figure has a height and points with words to read, on paper and on a phone', () => {
  assert.ok(figures.length >= 6);
  for (const figure of figures) {
    for (const sheet of [PNG_SHEET, phone]) {
      assert.ok(drawingOf(figure, sheet).height > 150, figure.id);
      const points = pointsOf(figure, sheet);
      assert.ok(points.length > 0, figure.id);
      for (const { reading, lane } of points) {
        assert.ok(reading.title !== '' && reading.lines.length > 0 && lane >= 0, figure.id);
        assert.doesNotMatch(reading.lines.join(), /NaN|undefined|Infinity/);
      }
    }
  }
});

test('a phone has names above the rows, and panels above each other', () => {
  const heightOf = (id: string, sheet: Sheet) => {
    const figure = figures.find((one) => one.id === id);
    assert.ok(figure);
    return drawingOf({ ...figure, subtitle: [] }, { ...sheet, isTitled: false }).height;
  };
  for (const id of ['throughput', 'scaling']) {
    assert.ok(heightOf(id, phone) > 1.3 * heightOf(id, PNG_SHEET), id);
  }
});

test('pale colours are moved towards the ink until they stand out from the paper', () => {
  for (const theme of [LIGHT, DARK]) {
    for (const colour of ['#e3e3e3', '#56b4e9', '#808080', '#00446b', '#333333']) {
      assert.ok(contrast(onPaper(colour, theme), theme.paper) >= 3, colour);
    }
    assert.equal(onPaper('#0072b2', theme), '#0072b2');
  }
  assert.ok(Math.abs(contrast('#000000', '#ffffff') - 21) < 1e-9);
});

test('a value beyond the axis is an arrow at its edge, and reads as it is', () => {
  const figure: RowsFigure = {
    ...{ kind: 'rows', id: 'a', title: 'a', subtitle: [], alt: '', legend: [], rules: [] },
    axis: { title: 'x', scale: 'linear', min: -10, max: 10, unit: '%', suffix: '%', isSigned: true },
    rows: [
      {
        ...{ name: 'far', colour: '#0072b2', isProxied: false, bars: [], limit: null, text: '' },
        points: [{ value: 250, entry: null, interval: null }],
      },
    ],
  };
  const [point] = pointsOf(figure, PNG_SHEET) as unknown as {
    x: number;
    pointStyle: string;
    reading: object;
  }[];
  assert.deepEqual(
    [point?.x, point?.pointStyle, point?.reading],
    [10, 'triangle', { title: 'far', lines: ['+250%'] }],
  );
});

test('variants with long names that end differently are apart in every figure, and are drawn short', () => {
  const long = `cluster-4-rr:${'keep-alive=off:'.repeat(4)}`;
  const cells = record.cells.map((cell, at) => ({ ...cell, variant: `${long}${at}` }));
  const own = groupResults({ ...record, cells }).flatMap((group) => runFigures({ ...record, cells }, group));
  const names = variantsIn(own.map(({ data }) => data)).map(({ name }) => name);
  const variants = new Set(cells.map(({ variant }) => variant));
  assert.deepEqual(new Set(names), variants);
  for (const { data } of own) {
    if (data.kind === 'heat') assert.equal(new Set(data.panels.map(({ name }) => name)).size, cells.length);
    if (data.id === 'throughput-over-time' && data.kind === 'lines') {
      assert.equal(new Set(data.choices).size, record.trials.length);
    }
  }
  for (const variant of variants) assert.equal([...shortName(variant)].length, 44);
  assert.equal(new Set([...variants].map((variant) => shortName(variant))).size, variants.size);
});

test('the limit of a bar is read with it', () => {
  const figure = figures.find(({ id }) => id === 'throughput');
  assert.ok(figure?.kind === 'rows');
  for (const [at, { reading }] of pointsOf(figure, PNG_SHEET).entries()) {
    const limit = figure.rows[at]?.limit ?? Number.NaN;
    assert.ok(reading.lines.includes(`limit: ${readNumber(figure.axis, limit)}`), reading.title);
  }
});

test('a figure whose rows are all switched off is drawn without them', () => {
  const [rows] = figures.filter((figure) => figure.kind === 'rows');
  assert.ok(rows);
  assert.deepEqual(drawingOf({ ...rows, rows: [] }, phone).configure().data.datasets, []);
});

test('a name is cut in its middle to the room that it has', () => {
  const ruler = { measureText: (text: string) => ({ width: 10 * [...text].length }) };
  assert.equal(fittingName(ruler, 'nginx+cluster-8-rr', 180), 'nginx+cluster-8-rr');
  assert.equal(fittingName(ruler, 'nginx+cluster-8-rr', 109), 'nginx…8-rr');
  assert.equal(fittingName(ruler, 'nginx+cluster-8-rr', 0), 'n…r');
});
