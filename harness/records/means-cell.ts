import { fitsPattern } from './star-pattern.ts';

/**
 * meansCell says whether a name from the user matches a cell: by its id, or by its variant in any scenario and app.
 * `*` in the name matches any text.
 */
export function meansCell(name: string, id: string): boolean {
  const parts = id.split('/');
  return parts.some((_, from) => fitsPattern(name, parts.slice(from).join('/')));
}
