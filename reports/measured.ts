import type { CellFigures, CellResult } from './cell-result.ts';
import type { Estimate } from './estimate.ts';

/** A result that holds figures. */
export type Measured = CellResult & { readonly figures: CellFigures };
/** A result that holds one of its scenario's metric. */
export type Scored = Measured & { readonly figures: { readonly score: Estimate } };
