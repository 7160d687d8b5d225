import type { Conversation } from '@rapport/contract'

/** Of whom and from where a sentence speaks. */
export type Person = {
  readonly name: string
  readonly store: string
  readonly pronoun: Conversation['customerPronoun']
}

/** The customer of a conversation, for its sentences. */
export const personOf = (conversation: Conversation): Person => ({
  name: conversation.customerFirstName,
  store: conversation.storeName,
  pronoun: conversation.customerPronoun,
})

/** Picks the sentence with the right pronoun; without one the customer is spoken of by name. */
export const pronounOf = ({ pronoun }: Person) => (pronoun ? { context: pronoun } : {})
