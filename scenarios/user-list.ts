import { request } from './request.ts';
import type { HttpUser } from './user.ts';

/** Whether this is a correct response to `GET /api/users`: a JSON list, not empty, of objects with an `id`. */
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

export const USER_LIST = request({ path: '/api/users', expect: { body: isUserList } });

/** Requests the list of users. */
export const listUsers: HttpUser = { protocol: 'http', request: USER_LIST };
