/**
 * Subject is measured in a process of its own: caches and compiled code of another subject would change its figures.
 */
export type Subject =
  /** A handler with its response ready: the cost of injecting a request. */
  | { readonly kind: 'injection' }
  | { readonly kind: 'injected'; readonly app: string }
  | { readonly kind: 'served'; readonly app: string }
  | { readonly kind: 'json' }
  | { readonly kind: 'ipc' }
  | { readonly kind: 'handles' }
  | { readonly kind: 'timer' }
  | { readonly kind: 'collections'; readonly app: string };
