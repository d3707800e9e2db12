import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scenarios } from '../../../scenarios/index.ts';
import { NO_CHANGES } from '../../../scenarios/request-changes.ts';
import { exampleApp, resolved } from '../../dev/testing/resolved.ts';
import type { RunConfig } from '../run-config.ts';
import { scenarioTitle } from './scenario-title.ts';

const named = { scenario: { texts: ['db-wait'], origin: '--scenario', folder: '/' } };
const post = { changes: { ...NO_CHANGES, method: 'POST', path: '/login' } };
const list = {
  requests: {
    name: 'list.json',
    iteration: 'one-by-weight',
    requests: [{ ...NO_CHANGES, path: '/a', label: null, weight: 1 }],
  },
} as const;
const own = { apps: [{ ...exampleApp, builtIn: false }] };

function titleOf(change: Partial<Omit<RunConfig, 'proxies'>>, user: RunConfig['asked']['user'] = {}) {
  const { config } = resolved(change);
  const [scenario] = config.scenarios;
  assert.ok(scenario);
  return scenarioTitle(scenario, { ...config, asked: { ...config.asked, user } });
}

test('requests of the user’s own head the report, unless they named a scenario', () => {
  assert.equal(titleOf({}), null);
  assert.equal(titleOf(post), 'POST /login');
  assert.equal(titleOf(list), 'list.json');
  assert.equal(titleOf(own), 'GET /api/users');
  assert.equal(titleOf({ ...own, ...post }, named), null);
  assert.equal(titleOf({ ...post, scenarios: scenarios.slice(0, 2) }), null, 'two need different names');
});
