import { CHARTS } from '../../../reports/figures/draw/png.ts';

/** Environment for reports without charts, which take longer than the rest of a short run. */
export const DRAWS_NOTHING = { [CHARTS]: 'off' } as const;
/** Environment for a test that checks charts. */
export const DRAWS_CHARTS = { [CHARTS]: 'on' } as const;
