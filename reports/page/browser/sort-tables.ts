/** Buttons in the heads of tables sort their rows. */
import { type Direction, type SortKey, sortedPlaces } from '../sort-order.ts';

export function sortTables(): void {
  for (const table of document.querySelectorAll('table')) {
    const heads = [...table.querySelectorAll('th')];
    heads.forEach((head, column) => {
      head.querySelector('button')?.addEventListener('click', () => {
        const direction: Direction = nextDirection(table, head, column);
        for (const other of heads) other.removeAttribute('aria-sort');
        head.setAttribute('aria-sort', direction);
        sortBy(table, column, direction);
      });
    });
  }
}

/** The other one on each click; numbers begin with the largest, words with A. */
function nextDirection(table: HTMLTableElement, head: Element, column: number): Direction {
  const current = head.getAttribute('aria-sort');
  if (current !== null) return current === 'ascending' ? 'descending' : 'ascending';
  const rows = [...(table.tBodies[0]?.rows ?? [])];
  return rows.some((row) => keyOf(row, column).value !== null) ? 'descending' : 'ascending';
}

function sortBy(table: HTMLTableElement, column: number, direction: Direction): void {
  const [body] = table.tBodies;
  if (body === undefined) return;
  const rows = [...body.rows];
  const places = sortedPlaces(
    rows.map((row) => keyOf(row, column)),
    direction,
  );
  body.append(...places.flatMap((place) => rows[place] ?? []));
}

function keyOf(row: HTMLTableRowElement, column: number): SortKey {
  const cell = row.cells[column];
  const value = cell?.dataset.value;
  return { value: value === undefined ? null : Number(value), words: cell?.textContent ?? '' };
}
