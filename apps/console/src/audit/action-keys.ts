/** Under which key of `audit.action` the words of an action stand, and back. */
export const keyOf = (action: string): string => action.replaceAll('.', '_')

// The first underscore stands for the dot between room and deed: `api_key.created` has one before it.
const rooms = /^(api_key|[a-z]+)_/
export const actionOf = (key: string): string => key.replace(rooms, '$1.')
