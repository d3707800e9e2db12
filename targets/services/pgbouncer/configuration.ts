/** The configuration of our pgbouncer, which stands in front of a database. */

export interface Pooled {
  /** URL of the database. */
  readonly database: URL;
  /** Schema that the app's tables are in; a name that needs no quotes. */
  readonly schema: string;
  readonly port: number;
  /** Private folder of its socket and its list of users. */
  readonly folder: string;
  /** Most connections to the database. */
  readonly poolSize: number;
}

/** Most clients. Each takes a file, of which many systems allow 1,024. */
export const MOST_CLIENTS = 500;

/** @returns the text of `pgbouncer.ini` */
export function configurationOf({ database, schema, port, folder, poolSize }: Pooled): string {
  const { hostname, searchParams, password } = database;
  const options = {
    host: searchParams.get('host') ?? hostname,
    port: database.port || '5432',
    dbname: nameOf(database),
    // A transaction may run on any connection, so each one needs it from the start.
    connect_query: `SET search_path TO ${schema}`,
  };
  const sslMode = searchParams.get('sslmode');
  return [
    '[databases]',
    `${nameOf(database)} = ${Object.entries(options)
      .map(([name, value]) => `${name}=${quoted(value)}`)
      .join(' ')}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    `unix_socket_dir = ${folder}`,
    // Without a password there is nothing to check.
    `auth_type = ${password === '' ? 'trust' : 'scram-sha-256'}`,
    `auth_file = ${folder}/users.txt`,
    `admin_users = ${userOf(database)}`,
    'pool_mode = transaction',
    `default_pool_size = ${poolSize}`,
    `max_client_conn = ${MOST_CLIENTS}`,
    'ignore_startup_parameters = extra_float_digits,options',
    ...(sslMode === null ? [] : [`server_tls_sslmode = ${sslMode}`]),
    '',
  ].join('\n');
}

/** usersOf returns the text of the list of users, who log in at the database with the same password. */
export function usersOf(database: URL): string {
  const password = decodeURIComponent(database.password);
  return `"${doubled(userOf(database))}" "${doubled(password)}"\n`;
}

export function userOf({ username }: URL): string {
  return decodeURIComponent(username);
}

export function nameOf(database: URL): string {
  return decodeURIComponent(database.pathname.slice(1)) || userOf(database);
}

function quoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

function doubled(text: string): string {
  return text.replaceAll('"', '""');
}
