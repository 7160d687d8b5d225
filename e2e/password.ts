/** The password of everyone in the demo. */
export const password = 'maison-alder'
