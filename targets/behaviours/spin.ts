/** spin keeps the calling thread busy for some milliseconds. */
export function spin(durationMs: number): void {
  const untilMs = performance.now() + durationMs;
  while (performance.now() < untilMs);
}
