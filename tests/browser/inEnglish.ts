import { messages as first } from 'virtual:words-en-first'
import { messages as later } from 'virtual:words-en-later'
import { learn, speakIn } from '#core/say.ts'

learn('en', first)
learn('en', later)
speakIn('en')
