/** The parts of Kubernetes' API that our manifests use, as JSON Schemas: another field is a mistake. */

const string = { type: 'string', minLength: 1 } as const;
const label = { type: 'string', pattern: '^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$' } as const;
const dnsName = { type: 'string', pattern: '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$' } as const;
const quantity = { type: 'string', pattern: '^[0-9]+(\\.[0-9]+)?(m|Ki|Mi|Gi|k|M|G)?$' } as const;
const strings = { type: 'array', items: string, minItems: 1 } as const;
const whole = { type: 'integer', minimum: 0 } as const;

function object(properties: Readonly<Record<string, object>>, required = Object.keys(properties)) {
  return { type: 'object', properties, required, additionalProperties: false };
}

const labels = { type: 'object', additionalProperties: label };
const resources = object({ cpu: quantity, memory: quantity });

const container = object({
  name: dnsName,
  image: string,
  command: strings,
  args: strings,
  env: {
    type: 'array',
    items: object({
      name: { type: 'string', pattern: '^[A-Z_][A-Z0-9_]*$' },
      valueFrom: object({ secretKeyRef: object({ name: dnsName, key: string }) }),
    }),
  },
  resources: object({ requests: resources, limits: resources }),
  securityContext: object({
    runAsNonRoot: { type: 'boolean' },
    runAsUser: whole,
    allowPrivilegeEscalation: { type: 'boolean' },
  }),
});

const antiAffinityTerm = object({
  topologyKey: string,
  labelSelector: object({
    matchExpressions: {
      type: 'array',
      items: object({
        key: string,
        operator: { enum: ['In', 'NotIn', 'Exists', 'DoesNotExist'] },
        values: { type: 'array', items: label },
      }),
    },
  }),
});

const podSpec = object({
  restartPolicy: { enum: ['OnFailure', 'Never'] },
  automountServiceAccountToken: { type: 'boolean' },
  affinity: object({
    podAntiAffinity: object({
      requiredDuringSchedulingIgnoredDuringExecution: { type: 'array', items: antiAffinityTerm, minItems: 1 },
    }),
  }),
  containers: { type: 'array', items: container, minItems: 1 },
});

export const secretSchema = object({
  apiVersion: { const: 'v1' },
  kind: { const: 'Secret' },
  metadata: object({ name: dnsName }),
  stringData: { type: 'object', additionalProperties: string },
});

export const jobSchema = object({
  apiVersion: { const: 'batch/v1' },
  kind: { const: 'Job' },
  metadata: object({ name: dnsName }),
  spec: object({
    completionMode: { enum: ['Indexed', 'NonIndexed'] },
    completions: whole,
    parallelism: whole,
    backoffLimit: whole,
    ttlSecondsAfterFinished: whole,
    template: object({ metadata: object({ labels }), spec: podSpec }),
  }),
});
