/**
 * Chart configurations to PNG bytes, without a browser. The libraries take some 100 ms to load, so that they are
 * loaded when the first chart is drawn and not when this file is imported.
 */
import { createRequire } from 'node:module';
import type { Chart, ChartConfiguration, Plugin } from 'chart.js';
import { GRID, INK, MUTED, PAPER } from './palette.ts';
import { png } from './png.ts';

export interface Drawing {
  /** In CSS pixels; the picture has twice as many. */
  readonly height: number;
  readonly configuration: ChartConfiguration;
}

/** Draws one chart; returns the bytes of a PNG, `2 * WIDTH` pixels wide. Throws what the libraries throw. */
export type Render = (drawing: Drawing) => Buffer;

/** CSS pixels: what a page of GitHub leaves for a picture. */
export const WIDTH = 900;
export const PIXEL_RATIO = 2;
const FONT_SIZE = 14;
/** Plain machines have no fonts at all, so that the package brings its own. */
export const FONT = 'Inter, "Inter Extended", sans-serif';

const FONT_FILES = [
  ['Inter', 'inter-latin-400-normal'],
  ['Inter', 'inter-latin-600-normal'],
  ['Inter Extended', 'inter-latin-ext-400-normal'],
  ['Inter Extended', 'inter-latin-ext-600-normal'],
] as const;

// Legacy in the renderer's words: they `require` chart.js themselves, and must get the renderer's copy of it.
const PLUGINS = ['chartjs-chart-error-bars', 'chartjs-chart-matrix', 'chartjs-plugin-annotation'];

let loading: Promise<Render> | undefined;

/**
 * Loads the libraries and fonts, once however often it is called.
 *
 * @throws Error where one of them cannot be loaded
 */
export function loadRenderer(): Promise<Render> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Render> {
  const [{ GlobalFonts }, { ChartJSNodeCanvas }] = await Promise.all([
    import('canvas'),
    import('chartjs-node-canvas'),
  ]);
  const { resolve } = createRequire(import.meta.url);
  for (const [name, file] of FONT_FILES) {
    GlobalFonts.registerFromPath(resolve(`@fontsource/inter/files/${file}.woff2`), name);
  }
  // Each loads the libraries anew, so that pictures of one height share one.
  const renderers = new Map<number, Renderer>();
  return ({ height, configuration }) => {
    const renderer = renderers.get(height) ?? rendererOf(ChartJSNodeCanvas, height);
    renderers.set(height, renderer);
    // The synchronous call: the asynchronous one fails on @napi-rs/canvas.
    return renderer.renderToBufferSync(configuration, 'image/png');
  };
}

type RendererClass = typeof import('chartjs-node-canvas').ChartJSNodeCanvas;
type Renderer = InstanceType<RendererClass>;

function rendererOf(ChartJSNodeCanvas: RendererClass, height: number): Renderer {
  return new ChartJSNodeCanvas({
    width: WIDTH,
    height,
    backgroundColour: PAPER,
    plugins: { requireLegacy: PLUGINS },
    chartCallback: (library) => {
      library.register(ownEncoder);
      const { defaults } = library;
      defaults.font = { ...defaults.font, family: FONT, size: FONT_SIZE };
      defaults.color = INK;
      defaults.borderColor = GRID;
      defaults.devicePixelRatio = PIXEL_RATIO;
      defaults.layout.padding = { top: 12, right: 20, bottom: 12, left: 12 };
      Object.assign(defaults.plugins.title, {
        align: 'start',
        font: { size: 18, weight: 600 },
        padding: { top: 0, bottom: 4 },
      });
      Object.assign(defaults.plugins.subtitle, {
        align: 'start',
        color: MUTED,
        font: { size: 13.5, weight: 400, lineHeight: 1.35 },
        padding: { top: 0, bottom: 14 },
      });
    },
  });
}

/** The renderer asks the canvas for its bytes. */
const ownEncoder: Plugin = {
  id: 'own-encoder',
  afterInit({ canvas, ctx }: Chart) {
    const toBuffer = () => {
      const { width, height } = canvas;
      return png(ctx.getImageData(0, 0, width, height).data, width, height);
    };
    Object.assign(canvas, { toBuffer });
  },
};
