import { CHARTS } from '../../../reports/figures/draw/png.ts';

/** In the environment of the program: reports without charts, which take longer than all else that a short run does. */
export const DRAWS_NOTHING = { [CHARTS]: 'off' } as const;
/** The same of a test that looks at them. */
export const DRAWS_CHARTS = { [CHARTS]: 'on' } as const;
