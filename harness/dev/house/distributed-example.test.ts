/** The manifest of load agents in docs/examples: valid as far as Kubernetes can know, and what the agent accepts. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parseAllDocuments } from 'yaml';
import { agentConfig } from '../../config/agent.ts';
import { REDIS_PASSWORD, SHARED_SECRET } from '../../processes/own-secrets.ts';
import { jobSchema, secretSchema } from '../testing/kubernetes-schema.ts';

interface Container {
  readonly args: readonly string[];
  readonly env: readonly {
    readonly name: string;
    readonly valueFrom: { readonly secretKeyRef: { key: string } };
  }[];
  readonly resources: { readonly requests: object; readonly limits: object };
}

interface Job {
  readonly spec: {
    readonly completions: number;
    readonly parallelism: number;
    readonly template: { readonly spec: { readonly containers: readonly Container[] } };
  };
}

const documents = parseAllDocuments(readFileSync('docs/examples/distributed/agents.yaml', 'utf8'), {
  uniqueKeys: true,
});
assert.ok(Array.isArray(documents));
const [secret, job] = documents.map((document) => document.toJS()) as [{ stringData: object }, Job];
const [agent] = job.spec.template.spec.containers;

function faultsOf(schema: object, value: unknown): string[] {
  const ajv = new Ajv2020({ allErrors: true });
  const validate = ajv.compile(schema);
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

test('the manifest has no fault of YAML, and only fields that Kubernetes knows', () => {
  assert.deepEqual(
    documents.flatMap(({ errors, warnings }) => [...errors, ...warnings]),
    [],
  );
  assert.equal(documents.length, 2);
  assert.deepEqual(faultsOf(secretSchema, secret), []);
  assert.deepEqual(faultsOf(jobSchema, job), []);
});

test('the schema refuses mistakes that Kubernetes refuses', () => {
  const copy = () => structuredClone(job) as unknown as { spec: Record<string, unknown> };
  for (const [field, value] of [
    ['completionMode', 'indexed'],
    ['completions', '3'],
    ['paralellism', 3],
  ] as const) {
    const wrong = copy();
    wrong.spec[field] = value;
    assert.notDeepEqual(faultsOf(jobSchema, wrong), [], field);
  }
});

test('all agents run at once, with the command and the variables that an agent needs', () => {
  assert.equal(job.spec.completions, job.spec.parallelism);
  assert.ok(agent);
  const [command, ...words] = agent.args;
  assert.equal(command, 'agent');
  const flags = Object.fromEntries(
    words.flatMap((word, index) => (word.startsWith('--') ? [[word.slice(2), words[index + 1]]] : [])),
  );
  const names = agent.env.map(({ name }) => name);
  assert.deepEqual(names, [SHARED_SECRET, REDIS_PASSWORD]);
  const env = Object.fromEntries(names.map((name) => [name, 'a value of sixteen characters or more']));
  const config = agentConfig(flags, { cwd: '/', env, usable: null });
  assert.equal(config.redis.url.protocol, 'rediss:');
  assert.ok(config.idleExitMs !== null, 'the Job completes');
  for (const { valueFrom } of agent.env) assert.ok(valueFrom.secretKeyRef.key in secret.stringData);
  assert.deepEqual(agent.resources.requests, agent.resources.limits);
});
