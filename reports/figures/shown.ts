/** The part of a figure that a reader has chosen to see. */
import type { FigureData, Series } from './figure.ts';

export interface Selection {
  /** Variants that are switched off. */
  readonly hidden: ReadonlySet<string>;
  /** One of the figure's choices; the first of them where it is null. */
  readonly choice: string | null;
}

export function shownPart(figure: FigureData, { hidden, choice }: Selection): FigureData {
  switch (figure.kind) {
    case 'rows':
      return { ...figure, rows: figure.rows.filter(({ name }) => !hidden.has(name)) };
    case 'lines': {
      const chosen = choice ?? figure.choices[0] ?? null;
      const isChosen = ({ choice: own = null }: { readonly choice?: string | null }) =>
        own === null || own === chosen;
      const isOn = ({ variant }: Series) => variant === null || !hidden.has(variant);
      return {
        ...figure,
        series: figure.series.filter((one) => isOn(one) && isChosen(one)),
        rules: figure.rules.filter(isChosen),
        spans: figure.spans.filter(isChosen),
      };
    }
    case 'heat':
      return { ...figure, panels: figure.panels.filter(({ name }) => !hidden.has(name)) };
  }
}

export interface Variant {
  readonly name: string;
  readonly colour: string;
}

/** Variants of figures, each once and in their order, with the colour that the first figure gives them. */
export function variantsIn(figures: readonly FigureData[]): Variant[] {
  const colours = new Map<string, string>();
  for (const { name, colour } of figures.flatMap(coloursIn)) {
    if (!colours.has(name)) colours.set(name, colour);
  }
  return [...colours].map(([name, colour]) => ({ name, colour }));
}

function coloursIn(figure: FigureData): Variant[] {
  switch (figure.kind) {
    case 'rows':
      return figure.rows.map(({ name, colour }) => ({ name, colour }));
    case 'lines':
      return figure.series.flatMap(({ variant, colour }) =>
        variant === null ? [] : [{ name: variant, colour }],
      );
    case 'heat':
      return [];
  }
}
