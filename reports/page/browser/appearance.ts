/** Light or dark, as the reader's system has it, and light on paper. */
import { DARK, LIGHT, type Theme } from '../../figures/draw/theme.ts';

/** CSS pixels between the margins of a sheet of A4 or Letter. */
const PRINTED_WIDTH = 680;

const dark = matchMedia('(prefers-color-scheme: dark)');
let isPrinting = false;

export const appearance = {
  isOnPaper: (): boolean => isPrinting,
  theme: (): Theme => (dark.matches && !isPrinting ? DARK : LIGHT),
  /** Width of a figure that has this much room on the screen. */
  width: (room: number): number => (isPrinting ? Math.min(room, PRINTED_WIDTH) : room),
  onChange(draw: () => void): void {
    dark.addEventListener('change', draw);
    addEventListener('beforeprint', () => {
      isPrinting = true;
      draw();
    });
    addEventListener('afterprint', () => {
      isPrinting = false;
      draw();
    });
  },
};
