/** The virtual user of every scenario about sessions. */
import { type Request, request } from '../request.ts';
import { check, type Response } from '../response.ts';
import { endIteration } from '../step.ts';
import type { HttpUser } from '../user.ts';

/** Visits before the user's session ends and another user comes. */
const VISITS = 3;
/** Pages of a visit. */
const PAGES = 3;

const LOGIN = request({
  method: 'POST',
  path: '/login',
  json: { user: 'ann' },
  label: 'login',
  expect: { statuses: [200] },
});

/** Status of a worker that does not know the session. */
export const UNKNOWN_SESSION = '401';

/**
 * visitor logs in once, and then visits the dashboard. The login and each visit are an iteration of their own. Whoever
 * gets a 401 does not log in again, so that the share of 401s is the share of requests that met a worker without the
 * session.
 */
export const visitor: HttpUser = {
  protocol: 'http',
  run: function* () {
    const opened = yield LOGIN;
    check(opened.isExpected, 'the login failed');
    const page = dashboardOf(opened);
    for (let visit = 0; visit < VISITS; visit++) {
      yield endIteration();
      for (let shown = 0; shown < PAGES; shown++) yield page;
    }
  },
};

const DASHBOARD = request({ path: '/dashboard', label: 'dashboard', expect: { statuses: [200] } });

/** A session is a token in the body of the login's response, or else a cookie. */
function dashboardOf(opened: Response): Request {
  const { token } = opened.json();
  if (typeof token !== 'string') return DASHBOARD;
  return request({ ...DASHBOARD, headers: { Authorization: `Bearer ${token}` } });
}
