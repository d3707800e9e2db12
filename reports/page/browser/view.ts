import type { Selection } from '../../figures/shown.ts';
import type { LiveFigure } from './live-figure.ts';

/** The part of one group's figures that a reader has chosen to see. */
export class View implements Selection {
  readonly hidden = new Set<string>();
  choice: string | null = null;
  readonly figures: LiveFigure[] = [];

  add(figure: LiveFigure): void {
    this.figures.push(figure);
  }

  /** Draws every figure of the group anew, as they come near the viewport. */
  draw(): void {
    for (const figure of this.figures) figure.draw();
  }
}
