import { learn, speakIn } from '#core/say.ts'
import { compiledMessages } from './compiled.ts'

// Commands speak English. Whoever says words outside of a page imports this first.
learn('en', compiledMessages('en', 'first'))
learn('en', compiledMessages('en', 'later'))
speakIn('en')
