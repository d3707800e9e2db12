import { request } from './request.ts';
import type { HttpUser } from './user.ts';

/** A correct answer to `GET /api/users`: a JSON list, not empty, whose every entry is an object with an `id`. */
function isUserList(body: string): boolean {
  let list: unknown;
  try {
    list = JSON.parse(body);
  } catch {
    return false;
  }
  return (
    Array.isArray(list) && list.length > 0 && list.every((user) => Object(user) === user && 'id' in user)
  );
}

const LIST = request({ path: '/api/users', expect: isUserList });

/** Asks for the list; of a path that the run's user named nothing is known. */
export const listUsers: HttpUser = {
  protocol: 'http',
  run: ({ path }) => (path === null ? LIST : request({ path })),
};
