import { ChevronDown, LayoutTemplate } from 'lucide-react'
import { useState } from 'react'
import { Button as MenuButton } from 'react-aria-components'
import { useStore } from 'zustand'
import type { CompositionSettings } from '#core/compositionSettings.ts'
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
  return (
    <div className="noted">
      <span className="label template-label" aria-hidden="true">
        Template
      </span>
      <Menu
        label="Templates"
        placement="bottom start"
        trigger={
          <MenuButton
            className="button button-outline button-m template-button"
            aria-label={`Template: ${inForce?.name ?? 'Choose a template'}`}
          >
            <LayoutTemplate aria-hidden="true" />
            <span>{inForce?.name ?? 'Choose a template'}</span>
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
        <MenuItem label="Save or manage your own …" onAction={() => setManaging(true)} />
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
  if (canvas.kind === 'size') return `${canvas.width} × ${canvas.height}`
  return canvas.kind === 'aspect' ? `${canvas.across}:${canvas.down}` : undefined
}
