import { hashSync } from 'bcryptjs';

/** A usual cost of today. Each step doubles the time. */
const COST = 12;

/** hashPassword hashes a password in JavaScript, on the calling thread. */
export function hashPassword(): void {
  hashSync('correct horse battery staple', COST);
}
