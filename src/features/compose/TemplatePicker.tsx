import { ChevronDown, LayoutTemplate } from 'lucide-react'
import { useState } from 'react'
import { Button as MenuButton } from 'react-aria-components'
import { useStore } from 'zustand'
import type { CompositionSettings } from '#core/compositionSettings.ts'
import { sizeInWords } from '#core/figures.ts'
import { say } from '#core/say.ts'
import { builtInTemplatesInWords } from '#core/templates/builtIn.ts'
import { isInForce, type Template } from '#core/templates/template.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { compositionOf } from '#state/selectors.ts'
import { Menu, MenuItem } from '#ui/Menu.tsx'
import { TemplatesDialog } from './TemplatesDialog.tsx'
import './templates.css'

const templatesOf = (state: AppState) => state.templates

/** One click makes the photo, or all, look as a marketplace, a network or the person's own template wants it. */
export function TemplatePicker({ app, id }: { app: App; id: string }) {
  const own = useStore(app.store, templatesOf)
  const settings = useStore(app.store, (state) => compositionOf(state, id))
  const [isManaging, setManaging] = useState(false)
  const inForce = [...own, ...builtInTemplatesInWords()].find((template) => isInForce(template, settings))
  const name = inForce?.name ?? say('compose.template.choose')
  return (
    <div className="noted">
      <span className="label template-label" aria-hidden="true">
        {say('compose.template')}
      </span>
      <Menu
        label={say('compose.template.list')}
        placement="bottom start"
        trigger={
          <MenuButton
            className="button button-outline button-m template-button"
            aria-label={say('compose.template.named', { name })}
          >
            <LayoutTemplate aria-hidden="true" />
            <span>{name}</span>
            <ChevronDown aria-hidden="true" />
          </MenuButton>
        }
      >
        {[...builtInTemplatesInWords(), ...own].map((template) => (
          <MenuItem
            key={template.id}
            label={template.name}
            detail={sizeOf(template)}
            onAction={() => app.templates.apply(id, template)}
          />
        ))}
        <MenuItem label={say('compose.template.manage')} onAction={() => setManaging(true)} />
      </Menu>
      {inForce?.rule === undefined ? null : <p className="small-print">{inForce.rule}</p>}
      {isManaging ? <TemplatesDialog app={app} id={id} onClose={() => setManaging(false)} /> : null}
    </div>
  )
}

function sizeOf({ composition: { canvas } }: Template): string | undefined {
  return canvas && detailOf(canvas)
}

function detailOf(canvas: CompositionSettings['canvas']): string | undefined {
  if (canvas.kind === 'size') return sizeInWords(canvas)
  return canvas.kind === 'aspect' ? `${canvas.across}:${canvas.down}` : undefined
}
