/** Describes why a Postgres or a pgbouncer cannot be used, with the fix. */

export interface DatabasePlace {
  /** Program and address: `Postgres at 10.0.0.5:5432`. */
  readonly server: string;
  readonly user: string;
  readonly database: string;
}

/** databasePlace describes where a URL leads to. */
export function databasePlace(url: URL, program: string): DatabasePlace {
  const host = url.host || url.searchParams.get('host') || 'localhost';
  const user = decodeURIComponent(url.username) || url.searchParams.get('user') || 'the current user';
  return {
    server: `${program} at ${host}`,
    user,
    database: decodeURIComponent(url.pathname.slice(1)) || user,
  };
}

/** Codes of PostgreSQL, Appendix A. */
const LOGIN = ['28000', '28P01'];
const NO_DATABASE = '3D000';
const NO_RIGHT = '42501';
const TOO_MANY = '53300';
const FULL_DISK = '53100';
const SCHEMA_EXISTS = '42P06';

/** describeDatabaseError returns a sentence without its end, of what is wrong and what to change. */
export function describeDatabaseError({ server, user, database }: DatabasePlace, error: unknown): string {
  const { message = '', code = '' } = error as NodeJS.ErrnoException;
  if (isTooManyClients({ message, code })) {
    return `the ${server} has no free connection (${message}); end some of its clients, or raise max_connections`;
  }
  if (LOGIN.includes(code) || /SASL|password|no such user/i.test(message)) {
    return `the ${server} refuses the login of ${user} (${message}); correct the user or the password`;
  }
  if (code === NO_DATABASE || /no such database/i.test(message)) {
    return `the ${server} has no database ${database} (${message}); create it, or correct the URL`;
  }
  if (code === NO_RIGHT) {
    return `the ${server} does not let ${user} do what is needed (${message}); GRANT CREATE ON DATABASE ${database} TO ${user}`;
  }
  if (code === FULL_DISK) return `the disk of the ${server} is full (${message}); free some space`;
  if (code === SCHEMA_EXISTS) {
    return `the ${server} already has a schema of that name (${message}); drop it if it is a leftover, and run again`;
  }
  return `no ${server} responds as it should (${message || code}); start it, or correct the URL`;
}

/** isTooManyClients says whether a server accepts no more connections. Older pgbouncers give another code. */
function isTooManyClients({ message, code }: { readonly message: string; readonly code?: string }): boolean {
  return code === TOO_MANY || /too many clients|no more connections allowed/i.test(message);
}
