import type { OpenAPI } from '@orpc/contract'
import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { contract } from '@rapport/contract'

/** The OpenAPI document (API-1), from the same contract that the apps and the handlers are typed by. */
export async function openApiDocument(publicUrl: string) {
  const document = await new OpenAPIGenerator({
    schemaConverters: [new ZodToJsonSchemaConverter()],
  }).generate(contract, {
    info: {
      title: 'Rapport',
      version: '1',
      description: 'Clienteling: customers, consent and conversations of a retailer’s stores.',
    },
    servers: [{ url: `${publicUrl}/api/v1` }],
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'rapport.session_token' },
        key: { type: 'http', scheme: 'bearer', description: 'An API key of the business, as in rk_….' },
      },
      parameters: { IdempotencyKey: idempotencyKey },
    },
    security: [{ session: [] }, { key: [] }],
  })
  for (const verbs of Object.values(document.paths ?? {})) {
    for (const method of ['post', 'put', 'patch', 'delete'] as const) {
      const described = verbs?.[method]
      if (described)
        described.parameters = [
          ...(described.parameters ?? []),
          { $ref: '#/components/parameters/IdempotencyKey' },
        ]
    }
  }
  return document
}

const idempotencyKey: OpenAPI.ParameterObject = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'One for each thing you do, as a UUID. The same call with the same key is done once and answered alike for 24 hours, also when both come at the same time; the same key with another request is refused. A refusal is not kept: the call may be made again.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
}
