/** What is under way: two lines, drawn again about once a second. */
import { fixed } from '../../reports/format.ts';
import type { Palette } from '../../reports/render/palette.ts';
import { duration } from './durations.ts';
import type { RunState } from './state.ts';

const BAR_WIDTH = 24;

/**
 * @param now of the clock that the state was made with, in milliseconds
 * @param columns of the terminal; every line stays below it, so that none wraps
 */
export function statusLines(state: RunState, now: number, columns: number, palette: Palette): string[] {
  const { total, ended, current, trialsPerCell, endsAt, secondsPerPair } = state;
  const full = total === 0 ? 0 : Math.round((BAR_WIDTH * ended) / total);
  const bar = '█'.repeat(full) + '░'.repeat(BAR_WIDTH - full);
  const left = `${secondsPerPair === null ? 'about' : 'at most'} ${duration(Math.max(0, endsAt - now) / 1000)}`;
  const overall = palette.quiet(fit(`${bar}  ${ended}/${total} done, ${left} left`, columns));
  if (current === null) return [overall];

  const rest = [
    current.side === null
      ? `trial ${current.trial} of ${trialsPerCell}`
      : `pair ${current.trial} of ${trialsPerCell}, ${current.side}`,
    `${current.phase} ${duration((now - current.phaseSince) / 1000)}`,
    ...(current.throughput === null ? [] : [`${fixed(current.throughput, 0)} req/s`]),
  ].join(', ');
  const cell = fit(current.cell, columns);
  return [overall, palette.strong(cell) + fit(`  ${rest}`, columns - cell.length)];
}

/** Leaves the last column free: a terminal may wrap when a line fills it. */
function fit(text: string, columns: number): string {
  const room = Math.max(0, columns - 1);
  return text.length <= room ? text : `${text.slice(0, Math.max(0, room - 1))}${room > 0 ? '…' : ''}`;
}
