/** Stands in until the conversation screen is here. */
export const ConversationScreen = (props: { conversationId: string; around?: number }) => (
  <p>{props.conversationId}</p>
)
