/** Buttons above the figures of a group that switch its variants on and off in all of them. */
import { onPaper } from '../../figures/draw/theme.ts';
import { type Variant, variantsIn } from '../../figures/shown.ts';
import { appearance } from './appearance.ts';
import type { View } from './view.ts';

export function addVariants(view: View): void {
  const variants = variantsIn(view.figures.map(({ data }) => data));
  const [first] = view.figures;
  if (first === undefined || variants.length < 2) return;
  const bar = document.createElement('div');
  bar.className = 'variants';
  bar.setAttribute('role', 'group');
  bar.setAttribute('aria-label', `Variants shown from “${first.data.title}” on`);
  const switches = variants.map((variant) => switchOf(variant, view));
  const all = button('all', () => showOnly(variants));
  const none = button('none', () => showOnly([]));
  bar.append(all, none, ...switches.map(({ element }) => element));
  first.frame.before(bar);
  appearance.onChange(() => {
    for (const one of switches) one.paint();
  });

  function showOnly(shown: readonly Variant[]): void {
    view.hidden.clear();
    for (const { name } of variants) if (!shown.some((one) => one.name === name)) view.hidden.add(name);
    for (const one of switches) one.press();
    view.draw();
  }
}

function switchOf({ name, colour }: Variant, view: View) {
  const swatch = document.createElement('span');
  swatch.className = 'swatch';
  const element = button(name, () => {
    if (!view.hidden.delete(name)) view.hidden.add(name);
    press();
    view.draw();
  });
  element.prepend(swatch);
  const press = () => element.setAttribute('aria-pressed', String(!view.hidden.has(name)));
  const paint = () => {
    swatch.style.backgroundColor = onPaper(colour, appearance.theme());
  };
  press();
  paint();
  return { element, press, paint };
}

function button(words: string, onClick: () => void): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.append(words);
  element.addEventListener('click', onClick);
  return element;
}
