import { forAllReaders } from './for-all-readers.ts'
import { associateScreens } from './screens.data.ts'

forAllReaders(associateScreens)
