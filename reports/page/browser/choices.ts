/** A list above each figure that shows one of several things at a time; lists of the same choices move together. */
import type { LiveFigure } from './live-figure.ts';
import type { View } from './view.ts';

export function addChoices(view: View): void {
  const lists = view.figures.flatMap((figure) => listOf(figure));
  for (const list of lists) {
    list.addEventListener('change', () => {
      view.choice = list.value;
      for (const other of lists) other.value = list.value;
      view.draw();
    });
  }
}

function listOf({ data, frame }: LiveFigure): HTMLSelectElement[] {
  if (data.kind !== 'lines' || data.choices.length < 2) return [];
  const list = document.createElement('select');
  list.append(
    ...data.choices.map((choice) => {
      const option = document.createElement('option');
      option.value = choice;
      option.textContent = choice;
      return option;
    }),
  );
  list.setAttribute('aria-label', `Show in ${data.title}`);
  const label = document.createElement('label');
  label.className = 'choice';
  label.append('Show ', list);
  frame.querySelector('.plot')?.before(label);
  return [list];
}
