/** SoFar is how a load goes, in windows and outside of them. */
import type { LoadErrors } from '../records/run.ts';
import { sum } from '../stats/summary.ts';

export interface SoFar {
  /** Correct responses. */
  readonly answered: number;
  /** Requests sent before and after the last window. */
  readonly sentOutside: { readonly before: number; readonly after: number };
  readonly failed: number;
  /** Iterations that have ended; not counted if each is a single request. */
  readonly iterations: { readonly completed: number; readonly failed: number };
  /** The first failed request since the last window was announced; null if none failed. */
  readonly failure: FailedRequest | null;
}

/** FailedRequest is an example of the failures, in the app's own words. */
export interface FailedRequest {
  readonly label: string;
  readonly kind: keyof LoadErrors;
  /** The response; null if there is none. */
  readonly response: { readonly status: number; readonly body: string } | null;
  /** The error that the script threw; null if it threw nothing. */
  readonly thrown: string | null;
}

/** mergeSoFar adds up those of several load processes. */
export function mergeSoFar(parts: readonly SoFar[]): SoFar {
  const total = (pick: (part: SoFar) => number) => sum(parts.map(pick));
  return {
    answered: total((part) => part.answered),
    sentOutside: {
      before: total(({ sentOutside }) => sentOutside.before),
      after: total(({ sentOutside }) => sentOutside.after),
    },
    failed: total((part) => part.failed),
    iterations: {
      completed: total(({ iterations }) => iterations.completed),
      failed: total(({ iterations }) => iterations.failed),
    },
    failure: parts.find(({ failure }) => failure !== null)?.failure ?? null,
  };
}

/** describeFailure is one clause: `POST /login responded with 401, "wrong password"`. */
export function describeFailure({ label, kind, response, thrown }: FailedRequest): string {
  const words = response === null || response.body === '' ? '' : `, ${response.body}`;
  const ended =
    response === null
      ? `${label} got no response (${kind})`
      : `${label} responded with ${response.status}${words}`;
  return thrown === null ? ended : `${ended}; the script threw: ${thrown}`;
}

const LONGEST_EXCERPT = 80;

/** excerpt returns enough of a body to recognize it, in quotes; empty for an empty body. */
export function excerpt(body: string): string {
  const line = body.replace(/\s+/g, ' ').trim();
  if (line === '') return '';
  return JSON.stringify(line.length > LONGEST_EXCERPT ? `${line.slice(0, LONGEST_EXCERPT)}…` : line);
}
