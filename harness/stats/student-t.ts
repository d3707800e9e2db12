/** Beyond these degrees of freedom Student's t differs from the normal distribution by less than 1e-6 of a tail. */
const NORMAL_FROM = 1e8;

/**
 * studentTQuantile is the value that a Student t variable exceeds with probability `upperTail`.
 *
 * Newton's steps from 0, to 1e-12 of the value: the tail is convex there, so that no step overshoots. Degrees of
 * freedom need not be whole.
 *
 * @param upperTail above 0, at most 0.5
 * @param degreesOfFreedom above 0
 */
export function studentTQuantile(upperTail: number, degreesOfFreedom: number): number {
  const freedom = Math.min(degreesOfFreedom, NORMAL_FROM);
  const logScale = logGamma((freedom + 1) / 2) - logGamma(freedom / 2) - Math.log(freedom * Math.PI) / 2;
  let t = 0;
  for (let step = Number.POSITIVE_INFINITY; step > 1e-12 * t; t += step) {
    const density = Math.exp(logScale - ((freedom + 1) / 2) * Math.log1p((t * t) / freedom));
    step = (studentTUpperTail(t, freedom) - upperTail) / density;
    if (step <= 0) break;
  }
  return t;
}

/**
 * studentTUpperTail is P(T > t) for t >= 0: half the regularized incomplete beta function (Abramowitz and Stegun
 * 26.7.1). Degrees of freedom need not be whole, nor finite: at Infinity T is a standard normal variable.
 */
export function studentTUpperTail(t: number, degreesOfFreedom: number): number {
  if (degreesOfFreedom > NORMAL_FROM) return studentTUpperTail(t, NORMAL_FROM);
  return incompleteBeta(degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2, 0.5) / 2;
}

/** Regularized incomplete beta function I_x(a, b); its continued fraction converges fast below this x. */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const factor = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2)
    ? (factor * betaFraction(x, a, b)) / a
    : 1 - (factor * betaFraction(1 - x, b, a)) / b;
}

/** Abramowitz and Stegun 26.5.8, evaluated by Lentz's method. */
function betaFraction(x: number, a: number, b: number): number {
  const away = (value: number) => (Math.abs(value) < 1e-300 ? 1e-300 : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= 1000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    fraction *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    fraction *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return fraction;
}

/** ln gamma(x) for x > 0: Stirling's series (Abramowitz and Stegun 6.1.41) after shifting x above 10. */
export function logGamma(x: number): number {
  let shift = 0;
  let z = x;
  for (; z < 10; z++) shift += Math.log(z);
  const inverse = 1 / (z * z);
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))) / z;
  return (z - 0.5) * Math.log(z) - z + Math.log(2 * Math.PI) / 2 + series - shift;
}

/** Standard normal quantile of 0.999. */
const Z = 3.090232;

/**
 * chiSquareOnceInThousand is the value that a chi-square variable exceeds once in a thousand times.
 *
 * Wilson and Hilferty's cube root (PNAS 17, 1931), within 3% for one degree of freedom and closer for more.
 *
 * @param degreesOfFreedom a whole number above 0
 */
export function chiSquareOnceInThousand(degreesOfFreedom: number): number {
  const spread = 2 / (9 * degreesOfFreedom);
  return degreesOfFreedom * (1 - spread + Z * Math.sqrt(spread)) ** 3;
}
