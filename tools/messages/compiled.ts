import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Messages } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import type { LanguageCode } from '#core/languages.ts'
import { areas, type Part } from '#messages/areas.ts'

const folder = resolve(import.meta.dirname, '../../src/messages')

/** The message files of a part of the page in a language. */
export function messageFiles(language: LanguageCode, part: Part): string[] {
  return areas[part].map((area) => join(folder, language, `${area}.json`)).filter((path) => existsSync(path))
}

/** The messages of a part of the page, compiled: no reader of ICU's syntax is needed where they are said. */
export function compiledMessages(language: LanguageCode, part: Part): Messages {
  const messages: Messages = {}
  for (const path of messageFiles(language, part))
    for (const [id, text] of Object.entries(JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>))
      messages[id] = compileMessage(text)
  return messages
}
