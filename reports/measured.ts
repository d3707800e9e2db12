import type { CellFigures, CellResult } from './cell-result.ts';
import type { Estimate } from './estimate.ts';

/** A result with figures. */
export type Measured = CellResult & { readonly figures: CellFigures };
/** A result with a figure of its scenario's metric. */
export type Scored = Measured & { readonly figures: { readonly score: Estimate } };
