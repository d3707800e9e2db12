import type { PlannedChart } from './charts.ts';
import { loadRenderer } from './render.ts';

/** Of the environment: `off` where nobody looks at charts, as in most tests. */
export const CHARTS = 'CLUSTER_BENCH_INTERNAL_CHARTS';

/**
 * Bytes of the picture, null where there is nothing to show, or what went wrong: a picture is worth less than the
 * words beside it, whose writing no error of a canvas may stop.
 */
export async function drawn(draw: PlannedChart['draw']): Promise<Buffer | Error | null> {
  if (process.env[CHARTS] === 'off') return null;
  try {
    const drawing = draw();
    if (drawing === null) return null;
    const render = await loadRenderer();
    return render(drawing);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
