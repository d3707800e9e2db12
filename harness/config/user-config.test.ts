import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readUserConfig } from './user-config.ts';
import type { UserConfig } from './user-values.ts';

let cwd: string;
before(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'user-config-'));
});
after(() => rm(cwd, { recursive: true }));

const refused = (message: string) => ({ name: 'UsageError', message });

async function withFile(content: unknown, work: () => Promise<void>): Promise<void> {
  const file = join(cwd, 'cluster-bench.config.json');
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  try {
    await work();
  } finally {
    await rm(file);
  }
}

const textsOf = (user: UserConfig) =>
  Object.fromEntries(Object.entries(user).map(([name, { texts }]) => [name, texts.join()]));

test('a flag overrides a variable, and a variable the file', () =>
  withFile({ workers: [1, 2], trials: 5, delay: 20 }, async () => {
    const env = { CLUSTER_BENCH_WORKERS: '1,4', CLUSTER_BENCH_TRIALS: '4' };
    const user = await readUserConfig({ workers: '1,8' }, env, cwd);
    assert.deepEqual(textsOf(user), { workers: '1,8', trials: '4', delay: '20' });
    assert.equal(user.workers?.origin, '--workers');
    assert.equal(user.trials?.origin, 'CLUSTER_BENCH_TRIALS');
    assert.equal(user.delay?.origin, '"delay" in cluster-bench.config.json');
  }));

test('--quick yields to explicit flags, and overrides variables and files', () =>
  withFile({ trials: 5, warmup: 9 }, async () => {
    const user = await readUserConfig({ quick: true, duration: '7' }, { CLUSTER_BENCH_WARMUP: '8' }, cwd);
    assert.deepEqual(textsOf(user), { quick: 'true', trials: '1', duration: '7', warmup: '1' });
  }));

test('quick in a file yields to other values of the file, and --no-quick turns it off', () =>
  withFile({ quick: true, trials: 5 }, async () => {
    assert.deepEqual(textsOf(await readUserConfig({}, {}, cwd)), {
      quick: 'true',
      trials: '5',
      duration: '2',
      warmup: '1',
    });
    assert.deepEqual(textsOf(await readUserConfig({ quick: false }, {}, cwd)), {
      quick: 'false',
      trials: '5',
    });
  }));

test('keys of a file may have dashes or camel case, and $schema is ignored', () =>
  withFile({ $schema: 'x', loadProcesses: 2, 'expect-body': 'Ada' }, async () => {
    assert.deepEqual(textsOf(await readUserConfig({}, {}, cwd)), {
      'load-processes': '2',
      'expect-body': 'Ada',
    });
  }));

test('an empty variable counts as not set; internal variables and those of other programs are ignored', async () => {
  const env = {
    CLUSTER_BENCH_TRIALS: '',
    CLUSTER_BENCH_INTERNAL_AGENT: '1',
    CLUSTER_BENCH_URL: 'http://127.0.0.1:1',
    PATH: '/bin',
  };
  assert.deepEqual(await readUserConfig({}, env, cwd), {});
});

test('variables that CI sets for the tests are not options', async () => {
  const script = readFileSync('.ci/run', 'utf8');
  const names = [...script.matchAll(/CLUSTER_BENCH_[A-Z_]+/g)].map(String);
  assert.ok(names.includes('CLUSTER_BENCH_EXPECT_NGINX'));
  const env = Object.fromEntries(names.map((name) => [name, '1']));
  assert.deepEqual(await readUserConfig({}, env, cwd), {});
});

test('keys that yargs adds are not flags', async () => {
  assert.deepEqual(await readUserConfig({ _: [], $0: 'cluster-bench' }, {}, cwd), {});
});

test('an unknown flag is refused with the nearest one', async () => {
  await assert.rejects(
    readUserConfig({ wrokers: '1' }, {}, cwd),
    refused('unknown flag --wrokers; did you mean --workers?'),
  );
  await assert.rejects(
    readUserConfig({ n: '1' }, {}, cwd),
    refused('unknown flag -n; cluster-bench --help lists them'),
  );
  await assert.rejects(
    readUserConfig({ workers: false }, {}, cwd),
    refused('--no-workers is not a flag; leave --workers out instead'),
  );
});

test('an unknown variable is refused with the nearest one', async () => {
  await assert.rejects(
    readUserConfig({}, { CLUSTER_BENCH_WORKER: '1' }, cwd),
    refused('unknown environment variable CLUSTER_BENCH_WORKER; did you mean CLUSTER_BENCH_WORKERS?'),
  );
});

test('an unknown key is refused with the nearest one', () =>
  withFile({ conections: 5 }, async () => {
    await assert.rejects(
      readUserConfig({}, {}, cwd),
      refused('unknown key "conections" in cluster-bench.config.json; did you mean connections?'),
    );
  }));

test('a file cannot name another', () =>
  withFile({ config: 'other.json' }, async () => {
    await assert.rejects(
      readUserConfig({}, {}, cwd),
      refused('unknown key "config" in cluster-bench.config.json'),
    );
  }));

test('a named file must exist', async () => {
  const missing = `cannot read ${join(cwd, 'none.json')}: the file does not exist`;
  await assert.rejects(readUserConfig({ config: 'none.json' }, {}, cwd), refused(`--config: ${missing}`));
  await assert.rejects(
    readUserConfig({}, { CLUSTER_BENCH_CONFIG: 'none.json' }, cwd),
    refused(`CLUSTER_BENCH_CONFIG: ${missing}`),
  );
});

test('a malformed file is refused', async () => {
  await withFile('{ "workers": ', async () => {
    await assert.rejects(
      readUserConfig({}, {}, cwd),
      /^UsageError: cluster-bench.config.json is not valid JSON: /,
    );
  });
  await withFile('[1]', async () => {
    await assert.rejects(
      readUserConfig({}, {}, cwd),
      refused('cluster-bench.config.json must contain one object, such as { "workers": [1, 8] }'),
    );
  });
  await withFile({ workers: { many: 1 } }, async () => {
    await assert.rejects(
      readUserConfig({}, {}, cwd),
      refused('"workers" in cluster-bench.config.json must be a string, a number or a list of them'),
    );
  });
});
