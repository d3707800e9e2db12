/** Foresees the requests of a script, as far as they do not depend on responses. */
import { labelOf, type Request } from '../../../scenarios/request.ts';
import type { Response } from '../../../scenarios/response.ts';
import { isStep } from '../../../scenarios/step.ts';
import { isList, type Row, type ScriptedUser, type UserRows } from '../../../scenarios/user.ts';
import { mulberry32 } from '../../stats/mulberry32.ts';
import { rowFeed } from './row-feed.ts';

/** Scripts choose at random, so that one user does not show every request. */
const USERS = 20;
const MOST_STEPS = 200;
const MOST_LABELS = 30;

export interface Foreseen {
  /** In the order of their first use. */
  readonly labels: readonly string[];
  /** Whether a script read a response, threw or went on for long, so that there may be more. */
  readonly isWhole: boolean;
}

/**
 * foreseeScript runs a few users without sending anything. Each goes on as if every response had the expected status,
 * until it ends or reads more of a response than that.
 *
 * @param user of a script whose code the caller trusts: the load runs the same
 */
export function foreseeScript(
  { run }: Pick<ScriptedUser, 'run'>,
  rows: UserRows | null,
  seed: number,
): Foreseen {
  const labels = new Set<string>();
  let isWhole = true;
  const random = mulberry32(seed);
  try {
    const row = rows === null ? (): Row => ({}) : rowFeed(rows, seed);
    for (let connection = 0; connection < USERS && labels.size < MOST_LABELS; connection++) {
      if (!follow(run({ connection, random, row }), labels)) isWhole = false;
    }
  } catch {
    isWhole = false;
  }
  return { labels: [...labels], isWhole: isWhole && labels.size < MOST_LABELS };
}

/** Returns whether the script ended by itself. */
function follow(made: ReturnType<ScriptedUser['run']>, labels: Set<string>): boolean {
  if (isStep(made)) {
    labels.add(labelOf(made));
    return true;
  }
  if (isList(made)) {
    for (const one of made) labels.add(labelOf(one));
    return true;
  }
  try {
    let step = made.next(NO_RESPONSE);
    for (let count = 0; count < MOST_STEPS && labels.size < MOST_LABELS; count++) {
      if (step.done) return true;
      const { value } = step;
      if (value.kind === 'request') labels.add(labelOf(value));
      step = made.next(value.kind === 'request' ? expectedBy(value) : NO_RESPONSE);
    }
    made.return();
  } catch {
    // Its reaction to a response is not known here.
  }
  return false;
}

function expectedBy({ expect }: Request): Response {
  const [status = 200] = expect.statuses ?? [];
  return { ...NO_RESPONSE, status };
}

const unknown = (): never => {
  throw new Error('there is no response yet');
};

const NO_RESPONSE: Response = {
  status: 200,
  isExpected: true,
  header: unknown,
  text: unknown,
  json: unknown,
};
