import assert from 'node:assert/strict';
import { test } from 'node:test';
import { configurationOf, usersOf } from './configuration.ts';

test('the configuration leads to the database, with its TLS, and sets the schema of each connection', () => {
  const database = new URL('postgresql://o%27neil:pa%22ss@db.example:6000/shop?sslmode=require');
  const text = configurationOf({ database, schema: 'ours', port: 7_000, folder: '/private', poolSize: 9 });
  assert.match(
    text,
    /^shop = host='db\.example' port='6000' dbname='shop' connect_query='SET search_path TO ours'$/m,
  );
  for (const line of [
    'listen_addr = 127.0.0.1',
    'listen_port = 7000',
    'auth_type = scram-sha-256',
    "admin_users = o'neil",
    'pool_mode = transaction',
    'default_pool_size = 9',
    'server_tls_sslmode = require',
  ]) {
    assert.ok(text.split('\n').includes(line), line);
  }
  assert.equal(usersOf(database), '"o\'neil" "pa""ss"\n');
});

test('without a password there is nothing to check', () => {
  const database = new URL('postgresql://ann@127.0.0.1/shop');
  const text = configurationOf({ database, schema: 'ours', port: 1, folder: '/private', poolSize: 1 });
  assert.match(text, /^auth_type = trust$/m);
  assert.match(text, /port='5432'/);
});
