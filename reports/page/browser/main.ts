/** The script of a page: draws its figures, lets a reader choose what they show, and sorts its tables. */
import type { FigureData } from '../../figures/figure.ts';
import { unpacked } from '../packed.ts';
import { appearance } from './appearance.ts';
import { addChoices } from './choices.ts';
import { LiveFigure } from './live-figure.ts';
import { addReader } from './reader.ts';
import { sortTables } from './sort-tables.ts';
import { addVariants } from './variants.ts';
import { View } from './view.ts';

function start(): void {
  const stored = document.getElementById('figures')?.textContent ?? '[]';
  const figures = new Map(
    (unpacked(JSON.parse(stored)) as FigureData[]).map((figure) => [figure.id, figure]),
  );
  const reader = addReader();
  const views = new Map<string, View>();
  for (const frame of document.querySelectorAll<HTMLElement>('figure[data-figure]')) {
    const data = figures.get(frame.dataset.figure ?? '');
    if (data === undefined) continue;
    const group = data.group ?? `only ${data.id}`;
    const view = views.get(group) ?? new View();
    views.set(group, view);
    view.add(new LiveFigure(frame, data, view, reader));
  }
  for (const view of views.values()) {
    addVariants(view);
    addChoices(view);
  }
  appearance.onChange(() => {
    for (const view of views.values()) view.draw();
  });
  sortTables();
}

start();
