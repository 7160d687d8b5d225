import { forAllReaders } from './for-all-readers.ts'
import { otherScreens } from './screens.data.ts'

forAllReaders(otherScreens)
