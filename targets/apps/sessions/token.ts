import { jwtVerify, SignJWT } from 'jose';
import type { Sessions } from './sessions.ts';

const ALGORITHM = 'HS256';

/** tokenSessions live in a signed token that the client sends: a worker knows them by the shared SESSIONS_SECRET. */
export async function tokenSessions({ SESSIONS_SECRET }: NodeJS.ProcessEnv): Promise<Sessions> {
  if (!SESSIONS_SECRET) throw new Error('SESSIONS=token needs SESSIONS_SECRET, the same for every process');
  const secret = new TextEncoder().encode(SESSIONS_SECRET);
  return {
    open: async (user) => {
      const jwt = new SignJWT({}).setProtectedHeader({ alg: ALGORITHM }).setSubject(user);
      return { body: { token: await jwt.setIssuedAt().setExpirationTime('1h').sign(secret) } };
    },
    userOf: async ({ authorization = '' }) => {
      const token = /^Bearer (\S+)$/i.exec(authorization)?.[1];
      if (token === undefined) return null;
      const verified = await jwtVerify(token, secret, { algorithms: [ALGORITHM] }).catch(() => null);
      return verified?.payload.sub ?? null;
    },
    [Symbol.dispose]: () => {},
  };
}
