import type { Row } from '../../../scenarios/user.ts';

/** RequestForm is a request compiled for the wire: only the values of a row and cookies are still to be put in. */
export interface RequestForm {
  /** Returns the request with the values of a row, and with the value of a Cookie header unless that is null. */
  bytes(row: Row, cookie: string | null): Buffer;
}
