import type address from './en/address.json'
import type advice from './en/advice.json'
import type app from './en/app.json'
import type brush from './en/brush.json'
import type catalogue from './en/catalogue.json'
import type common from './en/common.json'
import type compose from './en/compose.json'
import type core from './en/core.json'
import type edges from './en/edges.json'
import type exporting from './en/export.json'
import type failure from './en/failure.json'
import type figures from './en/figures.json'
import type filmstrip from './en/filmstrip.json'
import type help from './en/help.json'
import type models from './en/models.json'
import type news from './en/news.json'
import type open from './en/open.json'
import type session from './en/session.json'
import type shelf from './en/shelf.json'
import type stage from './en/stage.json'
import type subject from './en/subject.json'
import type templates from './en/templates.json'
import type verdict from './en/verdict.json'
import type watch from './en/watch.json'
import type ways from './en/ways.json'
import type workspace from './en/workspace.json'

/** Each message's name: its file's, a dot, and what it is. */
export type MessageId =
  | keyof typeof address
  | keyof typeof advice
  | keyof typeof app
  | keyof typeof brush
  | keyof typeof catalogue
  | keyof typeof common
  | keyof typeof compose
  | keyof typeof core
  | keyof typeof edges
  | keyof typeof exporting
  | keyof typeof failure
  | keyof typeof figures
  | keyof typeof filmstrip
  | keyof typeof help
  | keyof typeof models
  | keyof typeof news
  | keyof typeof open
  | keyof typeof session
  | keyof typeof shelf
  | keyof typeof stage
  | keyof typeof subject
  | keyof typeof templates
  | keyof typeof verdict
  | keyof typeof watch
  | keyof typeof ways
  | keyof typeof workspace
