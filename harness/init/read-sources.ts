/** Reads facts about a server from its sources. It reads text alone, so each fact is a guess, and the output says so. */

export type Port =
  | { readonly kind: 'environment' }
  | { readonly kind: 'fixed'; readonly port: number; readonly file: string }
  | { readonly kind: 'unknown' };

type Sources = ReadonlyMap<string, string>;

const FROM_ENVIRONMENT = [
  /\benv\b[\s\S]{0,40}?\bPORT\b/,
  /\bPORT\b[\s\S]{0,60}?=\s*process\.env\b/,
  /\bget(OrThrow)?(<\w+>)?\(\s*['"`]PORT['"`]/,
];
const FIXED = [/\.listen\(\s*(\d{2,5})\b/, /\bport\s*[:=]\s*(\d{2,5})\b/i];

/** findPort says how the app gets its port. */
export function findPort(sources: Sources): Port {
  const texts = [...sources];
  if (texts.some(([, text]) => FROM_ENVIRONMENT.some((pattern) => pattern.test(text)))) {
    return { kind: 'environment' };
  }
  for (const pattern of FIXED) {
    for (const [file, text] of texts) {
      const [, port] = pattern.exec(text) ?? [];
      if (port !== undefined) return { kind: 'fixed', port: Number(port), file };
    }
  }
  return { kind: 'unknown' };
}

/** forksWorkers says whether the app starts a cluster of its own. */
export function forksWorkers(sources: Sources): boolean {
  return [...sources.values()].some(
    (text) => /['"`](node:)?cluster['"`]/.test(text) && /\bfork\s*\(/.test(text),
  );
}

const HEALTH =
  /^\/(api\/)?(_?health|healthz|health-?check|ready|readyz|readiness|live|livez|liveness|ping)\b/;

/** Routes of an app itself. Those of routers lack the prefix that they are mounted at. */
const ROUTE = /\b(?:app|server|fastify|api|\w*App)\s*\.get\(\s*['"`](\/[\w\-./]*)['"`]/g;
const ROUTE_OBJECT = /\burl\s*:\s*['"`](\/[\w\-./]*)['"`]/g;
/** A controller's path, and the first route in it. */
const CONTROLLER =
  /@Controller\(\s*(?:['"`]([\w\-/]*)['"`])?\s*\)[\s\S]*?@Get\(\s*(?:['"`]([\w\-/]*)['"`])?\s*\)/g;

export interface Routes {
  /** A route to load; null if none was found. */
  readonly path: string | null;
  /** A route that says whether the app is ready; null if none is evident. */
  readonly readyPath: string | null;
}

/** findRoutes prefers / as the route to load, then the first. */
export function findRoutes(sources: Sources): Routes {
  const all = [...sources.values()].flatMap((text) => [
    ...[...text.matchAll(ROUTE), ...text.matchAll(ROUTE_OBJECT)].map(([, path = '/']) => path),
    ...[...text.matchAll(CONTROLLER)].map(([, at = '', route = '']) =>
      `/${at}/${route}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1'),
    ),
  ]);
  const readyPath = all.find((path) => HEALTH.test(path)) ?? null;
  const others = all.filter((path) => !HEALTH.test(path));
  return { path: others.includes('/') ? '/' : (others[0] ?? null), readyPath };
}
