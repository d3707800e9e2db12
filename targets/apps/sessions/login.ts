/** Login and dashboard of the built-in apps. Their handlers only pass requests and responses on. */
import type { Reply } from '../reply.ts';
import type { SessionHeaders, Sessions } from './sessions.ts';

const LONGEST_USER = 100;

/** logIn opens a session for `{ "user": "ann" }`, the parsed body of `POST /login`. */
export async function logIn(sessions: Sessions, body: unknown): Promise<Reply> {
  const user: unknown = Object(body).user;
  if (typeof user !== 'string' || user === '' || user.length > LONGEST_USER) {
    return { status: 400, body: { error: 'login takes a JSON body such as {"user":"ann"}' } };
  }
  const opened = await sessions.open(user);
  return {
    status: 200,
    ...(opened.cookie === undefined ? {} : { headers: { 'set-cookie': opened.cookie } }),
    body: opened.body,
  };
}

/** dashboard names the user of `GET /dashboard`, or refuses with 401 whoever has no session here. */
export async function dashboard(sessions: Sessions, headers: SessionHeaders): Promise<Reply> {
  const user = await sessions.userOf(headers);
  return user === null ? { status: 401, body: { error: 'log in first' } } : { status: 200, body: { user } };
}
