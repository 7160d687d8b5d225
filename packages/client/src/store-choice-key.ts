/** Under which a device remembers in which store a person works, so that the Console can open the app there. */
export const storeChoiceKey = (staffId: string): string => `rapport.store.${staffId}`
