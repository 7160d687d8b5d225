import type { OpenAPI } from '@orpc/contract'
import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { contract, streams, takesVersion } from '@rapport/contract'
import { largestBody } from './platform/http/body-limit.ts'

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
      parameters: { IdempotencyKey: idempotencyKey, IfMatch: ifMatch },
      responses: edgeRefusals,
    },
    security: [{ session: [] }, { key: [] }],
  })
  for (const verbs of Object.values(document.paths ?? {})) {
    for (const method of ['get', 'post', 'put', 'patch', 'delete'] as const) {
      const described = verbs?.[method]
      if (described) describeEdge(described, method === 'get')
    }
  }
  return document
}

/** What the edge does for every operation, and no operation says of itself. */
function describeEdge(described: OpenAPI.OperationObject, reads: boolean): void {
  const [room = '', name = ''] = described.operationId?.split('.') ?? []
  const lines = name in (streams[room as keyof typeof streams] ?? {})
  const operation = (contract as Record<string, Record<string, unknown>>)[room]?.[name]
  const schema = (operation as { '~orpc': { inputSchema?: unknown } } | undefined)?.['~orpc'].inputSchema
  const named = (name: string) => ({ $ref: `#/components/parameters/${name}` })
  const asked = (described.parameters?.length ?? 0) > 0 || described.requestBody !== undefined
  described.parameters = [
    ...(described.parameters ?? []),
    // A line is one by its own id; streams take no notice of the header (decision 0013).
    ...(reads || lines ? [] : [named('IdempotencyKey')]),
    ...(takesVersion(schema) ? [named('IfMatch')] : []),
  ]
  const responses = { ...described.responses }
  const add = (status: string, name: string) => {
    responses[status] ??= { $ref: `#/components/responses/${name}` }
  }
  if (asked && !lines) add('400', 'BadRequest')
  if (described.requestBody && !lines) {
    add('411', 'LengthRequired')
    add('413', 'BodyTooLarge')
  }
  for (const [status, response] of Object.entries(responses))
    if (!('$ref' in response) && response.description === status) response.description = inWords(response)
  described.responses = responses
}

/** Which refusals come with a status, and what each means. */
function inWords({ content }: OpenAPI.ResponseObject): string {
  const { oneOf = [] } = (content?.['application/json']?.schema ?? {}) as {
    oneOf?: { properties?: { code?: { const?: string }; message?: { default?: string } } }[]
  }
  return oneOf
    .flatMap(({ properties }) =>
      properties?.code?.const ? [`\`${properties.code.const}\`: ${properties.message?.default ?? ''}`] : [],
    )
    .join('\n\n')
}

const refusedByEdge = (description: string, more: Record<string, unknown> = {}): OpenAPI.ResponseObject => ({
  description,
  content: {
    'application/json': {
      schema: {
        type: 'object',
        properties: { code: { type: 'string' }, message: { type: 'string' }, ...more },
        required: ['code', 'message'],
      },
    },
  },
})

const edgeRefusals = {
  BadRequest: refusedByEdge(
    '`BAD_REQUEST`: The input is not as this document says. The message names where, `data.issues` has all of it.',
    {
      data: {
        type: 'object',
        properties: {
          issues: {
            type: 'array',
            items: { type: 'object', properties: { path: { type: 'array' }, message: { type: 'string' } } },
          },
        },
      },
    },
  ),
  LengthRequired: refusedByEdge('`LENGTH_REQUIRED`: Send the body with its content-length, not in chunks.'),
  BodyTooLarge: refusedByEdge(
    `\`BODY_TOO_LARGE\`: A request may have ${largestBody / 1024 / 1024} MB. Send it in parts, or as lines by \`:import\`.`,
  ),
}

const ifMatch: OpenAPI.ParameterObject = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description:
    'The version that the change is meant for, as in `"7"`: the same as `version` in the request. Another version by now is refused, and so are two that differ.',
  schema: { type: 'string' },
}

const idempotencyKey: OpenAPI.ParameterObject = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'One for each thing you do, as a UUID. The same call with the same key is done once and answered alike for 24 hours, also when both come at the same time; the same key with another request is refused. A refusal is not kept: the call may be made again.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
}
