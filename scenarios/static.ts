import { request } from './request.ts';
import type { Scenario, StaticFiles } from './scenario.ts';

const LINE = 'export const answer = () => 42; // a line of a script that a page loads\n';

/** Sizes as of a small page. The text repeats; nobody compresses it. */
const files: StaticFiles = {
  path: '/static/',
  texts: {
    'app.js': LINE.repeat(220),
    'style.css': 'body { margin: 0 auto; max-width: 60em }\n'.repeat(100),
    'index.html': '<!doctype html><title>static</title><script src="app.js"></script>\n'.repeat(30),
  },
};

const SCRIPT = request({
  path: `${files.path}app.js`,
  expect: { body: (body) => body === files.texts['app.js'] },
});

export const staticFiles: Scenario = {
  name: 'static',
  summary: 'a script of 16 KB, served by nginx itself or by the app',
  inDefaultPlan: false,
  mode: { connections: 'kept', arrivals: 'closed' },
  metric: 'throughput',
  delay: 'none',
  files,
  user: { protocol: 'http', request: SCRIPT },
};
