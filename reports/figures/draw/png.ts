/**
 * Figures to PNG bytes, without a browser. The libraries take some 100 ms to load, so that they are loaded when the first
 * figure is drawn and not when this file is imported.
 */
import { createRequire } from 'node:module';
import type { Chart, Plugin } from 'chart.js';
import type { FigureData } from '../figure.ts';
import { drawingOf } from './drawing.ts';
import { encodePng } from './encode-png.ts';
import type { Drawing, Sheet } from './sheet.ts';
import { LIGHT } from './theme.ts';

/** Variable of the environment: `off` where nobody looks at charts, as in most tests. */
export const CHARTS = 'CLUSTER_BENCH_INTERNAL_CHARTS';

export const PIXEL_RATIO = 2;

/** CSS pixels: what a page of GitHub leaves for a picture. Plain machines have no fonts, so that the package brings one. */
export const PNG_SHEET: Sheet = {
  theme: LIGHT,
  width: 900,
  fontFamily: 'Inter, "Inter Extended", sans-serif',
  isTitled: true,
};

const FONT_FILES = [
  ['Inter', 'inter-latin-400-normal'],
  ['Inter', 'inter-latin-600-normal'],
  ['Inter Extended', 'inter-latin-ext-400-normal'],
  ['Inter Extended', 'inter-latin-ext-600-normal'],
] as const;

/**
 * Draws a figure. A picture is worth less than the words beside it, whose writing no error of a canvas may stop.
 *
 * @returns bytes of the PNG, `PIXEL_RATIO` pixels for each CSS pixel; null where charts are off; the error where it failed
 */
export async function drawPng(figure: FigureData): Promise<Buffer | Error | null> {
  if (process.env[CHARTS] === 'off') return null;
  try {
    const render = await loadRenderer();
    return render(drawingOf(figure, PNG_SHEET));
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

type Render = (drawing: Drawing) => Buffer;

let loading: Promise<Render> | undefined;

function loadRenderer(): Promise<Render> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Render> {
  const [{ GlobalFonts }, { ChartJSNodeCanvas }] = await Promise.all([
    import('@napi-rs/canvas'),
    import('chartjs-node-canvas'),
  ]);
  const { resolve } = createRequire(import.meta.url);
  for (const [name, file] of FONT_FILES) {
    GlobalFonts.registerFromPath(resolve(`@fontsource/inter/files/${file}.woff2`), name);
  }
  // Each loads the libraries anew, so that pictures of one height share one.
  const renderers = new Map<number, Renderer>();
  return ({ height, configure }) => {
    const renderer = renderers.get(height) ?? rendererOf(ChartJSNodeCanvas, height);
    renderers.set(height, renderer);
    // The synchronous call: the asynchronous one fails on @napi-rs/canvas.
    return renderer.renderToBufferSync(configure(), 'image/png');
  };
}

type RendererClass = typeof import('chartjs-node-canvas').ChartJSNodeCanvas;
type Renderer = InstanceType<RendererClass>;

function rendererOf(ChartJSNodeCanvas: RendererClass, height: number): Renderer {
  return new ChartJSNodeCanvas({
    width: PNG_SHEET.width,
    height,
    backgroundColour: PNG_SHEET.theme.paper,
    chartCallback: (library) => {
      library.register(ownEncoder);
      library.defaults.devicePixelRatio = PIXEL_RATIO;
    },
  });
}

/** The renderer asks the canvas for its bytes. */
const ownEncoder: Plugin = {
  id: 'own-encoder',
  afterInit({ canvas, ctx }: Chart) {
    const toBuffer = () => {
      const { width, height } = canvas;
      return encodePng(ctx.getImageData(0, 0, width, height).data, width, height);
    };
    Object.assign(canvas, { toBuffer });
  },
};
