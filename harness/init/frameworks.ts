/** Server frameworks by the package that a project depends on. */
import type { Project } from './project.ts';

export interface Framework {
  readonly package: string;
  readonly title: string;
  /** Whether its own command starts the server, on PORT. */
  readonly hasCommand?: true;
}

/** A framework that builds on another is named before it. */
const frameworks: readonly Framework[] = [
  { package: '@nestjs/core', title: 'Nest' },
  { package: 'next', title: 'Next.js', hasCommand: true },
  { package: 'nuxt', title: 'Nuxt', hasCommand: true },
  { package: '@remix-run/serve', title: 'Remix', hasCommand: true },
  { package: '@adonisjs/core', title: 'AdonisJS' },
  { package: 'fastify', title: 'Fastify' },
  { package: '@hono/node-server', title: 'Hono' },
  { package: '@hapi/hapi', title: 'hapi' },
  { package: 'koa', title: 'Koa' },
  { package: 'restify', title: 'Restify' },
  { package: 'polka', title: 'Polka' },
  { package: 'express', title: 'Express' },
];

export function frameworkOf({ dependsOn }: Project): Framework | null {
  return frameworks.find((one) => dependsOn(one.package)) ?? null;
}
