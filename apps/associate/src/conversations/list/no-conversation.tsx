export const NoConversation = () => null
