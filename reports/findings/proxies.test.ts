/** Findings about proxies: requests lost to idle connections, and the cost of balancing twice. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OkTrial, ScenarioFacts } from '../../harness/records/run.ts';
import { paragraph } from '../document/block.ts';
import { groupResults } from '../groups.ts';
import { renderMarkdown } from '../render/markdown.ts';
import { dbWait, type ExampleOptions, exampleRecord, steadyRate } from '../testing/example-record.ts';
import { groupFindings } from './findings.ts';

function findings(options: ExampleOptions): string {
  const groups = groupResults(exampleRecord({ workers: [4], policies: ['rr'], ...options }));
  return renderMarkdown(groups.flatMap(groupFindings).flatMap((one) => paragraph(one)));
}

/** The trials of `nginx+processes-4` had these responses and failures. */
const lost =
  (statuses: OkTrial['load']['statuses'], closed = 0) =>
  (trial: OkTrial): OkTrial => {
    if (trial.cell !== 'nginx+processes-4') return trial;
    const { load } = trial;
    return { ...trial, load: { ...load, sent: 1_000, statuses, errors: { ...load.errors, closed } } };
  };

test('502s behind a proxy are counted, with the timeouts of app and proxy', () => {
  const text = findings({ alter: lost({ 200: 990, 502: 10 }, 5) });
  assert.match(
    text,
    /\*\*Lost behind `nginx`\*\*: `nginx\+processes-4` 30 of 3,000 requests \(1\.0%\)\. The app closes idle connections after its keepAliveTimeout \(5 s by default in Node\), the proxy after 60 s \(keepalive_timeout of the upstream\)/,
  );
  assert.doesNotMatch(
    findings({ alter: lost({ 200: 1_000 }, 5) }),
    /Lost behind/,
    'closed may mean anything',
  );
});

test('a scenario that sets the timeout counts closed connections too, and is named by its own', () => {
  const provoked: ScenarioFacts = { ...steadyRate, appEnv: { KEEP_ALIVE_TIMEOUT_MS: '10' } };
  const text = findings({ scenarios: [provoked], alter: lost({ 200: 985, 502: 10 }, 5) });
  assert.match(text, /45 of 3,000 requests \(1\.5%\)\. The app closes idle connections after 10(\.0)? ms/);
});

test('a proxy over a cluster is compared with a proxy over processes in CPU time', () => {
  assert.match(
    findings({ scenarios: [dbWait] }),
    /\*\*Balancing twice\*\* .*: `nginx\+cluster-4-rr` [\d,.]+ vs `nginx\+processes-4` [\d,.]+ µs \([+−][\d.]+%\)/,
  );
  assert.doesNotMatch(findings({ proxies: ['none'] }), /Balancing twice/);
});
