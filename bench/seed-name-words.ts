import { type RawBuilder, sql } from 'kysely'

/** The words of all names, as the triggers would write them: who is seeded with the triggers off has none. */
export const nameWords = (): RawBuilder<unknown> => sql`
  insert into name_words (store_id, word)
  select distinct n.store_id, w from customer_names n, words_of_name(n.store_id, n.search_name) w order by 1, 2`
