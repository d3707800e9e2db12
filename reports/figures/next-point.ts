/** Keys that move from one point of a figure to another. */
const KEYS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'] as const;

export type MovingKey = (typeof KEYS)[number];

export function isMovingKey(key: string): key is MovingKey {
  return KEYS.some((one) => one === key);
}

/**
 * The place of the point that a key leads to: left and right along the points, up and down to the same place of the next
 * lane that has points. The first key leads to the first point.
 *
 * @param lanes the lane of each point, points of a lane behind each other
 * @param current null before the first key
 */
export function nextPoint(lanes: readonly number[], current: number | null, key: MovingKey): number | null {
  const last = lanes.length - 1;
  if (last < 0) return null;
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  if (current === null || current > last) return 0;
  if (key === 'ArrowLeft') return Math.max(0, current - 1);
  if (key === 'ArrowRight') return Math.min(last, current + 1);
  const own = lanes[current] ?? 0;
  const others = lanes.filter((lane) => (key === 'ArrowDown' ? lane > own : lane < own));
  if (others.length === 0) return current;
  const next = key === 'ArrowDown' ? Math.min(...others) : Math.max(...others);
  const place = current - lanes.indexOf(own);
  return Math.min(lanes.indexOf(next) + place, lanes.lastIndexOf(next));
}
