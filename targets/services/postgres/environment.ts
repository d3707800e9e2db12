/** Where the app finds its database. */

/** Variable that names the schema of ours. */
export const SCHEMA = 'DATABASE_SCHEMA';
/** Variable that names the place, user, password and database. */
export const URL_VARIABLE = 'DATABASE_URL';

/**
 * databaseEnvironment returns the variables that apps and Postgres' own programs read.
 *
 * @param url with the options that a connection needs
 */
export function databaseEnvironment(url: URL, schema: string): Record<string, string> {
  const { hostname, port, username, password, pathname, searchParams } = url;
  const set = {
    PGHOST: searchParams.get('host') ?? hostname,
    PGPORT: port || '5432',
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
    PGSSLMODE: searchParams.get('sslmode') ?? '',
    PGAPPNAME: searchParams.get('application_name') ?? '',
    PGOPTIONS: searchParams.get('options') ?? '',
  };
  // An empty variable stands for none; it also hides one of the shell.
  return { [URL_VARIABLE]: url.href, [SCHEMA]: schema, ...set };
}
