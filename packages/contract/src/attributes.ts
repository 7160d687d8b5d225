import { z } from 'zod'
import { AttributeKey, oneLine } from './customer-parts.ts'
import { operation } from './operation.ts'

/** An extended attribute of customers: the business's own field, typed. */
export const AttributeDefinition = z.object({
  key: AttributeKey,
  label: oneLine(60).min(1),
  kind: z.enum(['text', 'number', 'boolean', 'date', 'choice']),
  choices: z.array(oneLine(60).min(1)).max(100),
})
export type AttributeDefinition = z.infer<typeof AttributeDefinition>

export const attributes = {
  list: operation('customer.read')
    .route({
      method: 'GET',
      path: '/attributes',
      tags: ['Attributes'],
      summary: 'The extended attributes of customers, in their order',
    })
    .output(z.object({ attributes: z.array(AttributeDefinition) })),
  save: operation('attribute.manage')
    .route({
      method: 'PUT',
      path: '/attributes/{key}',
      tags: ['Attributes'],
      summary: 'Add an extended attribute, or change its label and choices; its kind stays what it was',
    })
    .errors({
      KIND_STAYS: { status: 409, message: 'An attribute keeps its kind. Add another one under a new key.' },
      CHOICES_NEEDED: {
        status: 422,
        message: 'A choice needs at least two different choices, anything else has none.',
      },
      TOO_MANY: { status: 409, message: 'There are 100 extended attributes. Remove one first.' },
    })
    .input(AttributeDefinition.extend({ choices: AttributeDefinition.shape.choices.default([]) }))
    .output(AttributeDefinition),
  order: operation('attribute.manage')
    .route({
      method: 'PUT',
      path: '/attribute-order',
      tags: ['Attributes'],
      summary: 'The order in which they are shown',
    })
    .input(z.object({ keys: z.array(AttributeKey).max(200) }))
    .output(z.object({ attributes: z.array(AttributeDefinition) })),
  remove: operation('attribute.manage')
    .route({
      method: 'DELETE',
      path: '/attributes/{key}',
      tags: ['Attributes'],
      summary: 'Show and ask for an attribute no more; its values come back when it is added again',
    })
    .input(z.object({ key: AttributeKey }))
    .output(z.object({})),
}
