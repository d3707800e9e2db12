/** Round numbers of a logarithmic axis, the more of each decade the fewer decades the axis spans. */
export function logTicks(min: number, max: number): number[] {
  const decades = Math.log10(max / min);
  const steps = STEPS.find(({ upTo }) => decades < upTo)?.steps ?? [1];
  const ticks: number[] = [];
  for (let decade = Math.floor(Math.log10(min)); decade <= Math.ceil(Math.log10(max)); decade++) {
    ticks.push(...steps.map((step) => Number((step * 10 ** decade).toPrecision(3))));
  }
  return ticks.filter((value) => value >= min && value <= max);
}

const STEPS = [
  {
    upTo: 0.25,
    steps: [1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.8, 2, 2.2, 2.5, 2.8, 3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7, 8, 9],
  },
  { upTo: 0.6, steps: [1, 1.2, 1.4, 1.6, 1.8, 2, 2.5, 3, 3.5, 4, 5, 6, 7, 8, 9] },
  { upTo: 1.2, steps: [1, 1.5, 2, 3, 4, 5, 6, 8] },
  { upTo: 3, steps: [1, 2, 5] },
];
