/** The first request of a virtual user, which shows whether the app responds at all. */
import type { Request } from '../../../scenarios/request.ts';
import { withHeaders } from '../../../scenarios/request-changes.ts';
import { type HttpUser, isFixed, type ScriptedUser } from '../../../scenarios/user.ts';
import { TargetError } from '../../../targets/topology.ts';
import { firstRow } from './row-feed.ts';

/** A script that only pauses at its beginning is given up after so many steps. */
const MOST_STEPS = 100;

/** firstRequest returns what a user sends first. @throws {TargetError} if the script throws, or sends nothing */
export function firstRequest(user: HttpUser): Request {
  if (isFixed(user)) return user.request;
  try {
    const found = firstOf(user);
    if (found !== null) return sentWith(found, user.headers ?? {});
  } catch (error) {
    const reason = `the scenario’s script failed before its first request: ${(error as Error).message}`;
    throw new TargetError({ reason, lastLines: [] }, { cause: error });
  }
  throw new TargetError({ reason: 'the scenario’s script sends no request', lastLines: [] });
}

function firstOf({ run, rows }: ScriptedUser): Request | null {
  const made = run({ connection: 0, random: () => 0, row: () => firstRow(rows ?? null) });
  if ('kind' in made) return made;
  for (let count = 0; count < MOST_STEPS; count++) {
    const { done, value } = made.next();
    if (done) return null;
    if (value.kind !== 'request') continue;
    made.return();
    return value;
  }
  return null;
}

/** The parts of a template's request are made when they are asked for, so that it cannot be spread. */
function sentWith(
  { kind, method, path, headers, body, label, expect }: Request,
  added: Request['headers'],
): Request {
  return { kind, method, path, headers: withHeaders(headers, added), body, label, expect };
}
