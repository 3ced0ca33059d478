import { say } from '#core/say.ts'
import { type Scene, type SceneName, sceneNames } from '#core/scenes.ts'
import { Choice } from '#ui/Choice.tsx'
import { ColourField } from './ColourField.tsx'
import { SceneThumb } from './SceneThumb.tsx'
import './scenes.css'

interface SceneFieldsProps {
  scene: Scene
  onChange(scene: Scene): void
}

/** Places with light in them, each in a colour of one's own. */
export function SceneFields({ scene, onChange }: SceneFieldsProps) {
  return (
    <div className="field-group">
      <Choice
        className="scenes"
        label={say('compose.scene')}
        options={sceneNames.map((name) => ({
          value: name,
          label: (
            <>
              <SceneThumb name={name} colour={scene.scene === name ? scene.colour : sceneColours[name]} />
              <bdi>{say(`compose.scene.${name}`)}</bdi>
            </>
          ),
        }))}
        value={scene.scene}
        onChange={(name) => onChange({ kind: 'scene', scene: name, colour: sceneColours[name] })}
      />
      <ColourField
        label={say('compose.scene.colour')}
        colour={scene.colour}
        onColour={(colour) => onChange({ ...scene, colour })}
      />
    </div>
  )
}

/** What each begins with. */
export const sceneColours: Record<SceneName, string> = {
  paper: '#f2efe9',
  pool: '#8fa3b5',
  table: '#d9c4a5',
  window: '#ecdfcf',
  mesh: '#e58f7b',
  horizon: '#5f86ab',
}
