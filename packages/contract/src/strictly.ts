import { type AnyContractProcedure, ContractProcedure, isContractProcedure } from '@orpc/contract'
import { z } from 'zod'

type Def = {
  type: string
  shape?: Record<string, z.ZodType>
  catchall?: z.ZodType
  options?: z.ZodType[]
  element?: z.ZodType
  innerType?: z.ZodType
  valueType?: z.ZodType
  in?: z.ZodType
  out?: z.ZodType
}

/**
 * The same schema, refusing fields that it does not have, down to the last nested object: a `phone` for `phones` would else
 * be lost without a word. One that says itself what becomes of others is left as it is.
 */
export function strict<Schema extends z.ZodType>(schema: Schema): Schema {
  const def = schema._zod.def as unknown as Def
  const change: Partial<Def> =
    def.type === 'object'
      ? {
          shape: Object.fromEntries(
            Object.entries(def.shape ?? {}).map(([name, part]) => [name, strict(part)]),
          ),
          catchall: def.catchall ?? z.never(),
        }
      : {
          ...(def.options && { options: def.options.map(strict) }),
          ...(def.element && { element: strict(def.element) }),
          ...(def.innerType && { innerType: strict(def.innerType) }),
          ...(def.valueType && { valueType: strict(def.valueType) }),
          ...(def.in && { in: strict(def.in) }),
          ...(def.out && { out: strict(def.out) }),
        }
  if (Object.keys(change).length === 0) return schema
  return z.core.clone(schema, { ...schema._zod.def, ...change } as never)
}

type Room = { [name: string]: AnyContractProcedure }

/** These rooms, whose operations refuse what their input does not have; what they answer may grow. */
export function strictly<Rooms extends Record<string, Room>>(rooms: Rooms): Rooms {
  const stricter = ([name, procedure]: [string, unknown]) => {
    if (!isContractProcedure(procedure)) throw new Error(`${name} is no operation.`)
    const { inputSchema, ...rest } = procedure['~orpc']
    // oRPC itself puts query and headers beside what a detailed input names.
    const whole = inputSchema instanceof z.ZodType && rest.route.inputStructure !== 'detailed'
    const input = whole ? strict(inputSchema) : inputSchema
    return [name, new ContractProcedure({ ...rest, inputSchema: input })]
  }
  return Object.fromEntries(
    Object.entries(rooms).map(([room, verbs]) => [
      room,
      Object.fromEntries(Object.entries(verbs).map(stricter)),
    ]),
  ) as Rooms
}
