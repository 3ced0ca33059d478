import { useEffect, useRef } from 'react'
import { coded, linear } from '#core/lightCurve.ts'
import { type SceneName, sceneLight } from '#core/scenes.ts'

const size = { width: 96, height: 72 } as const

/** A scene as it will look, small. */
export function SceneThumb({ name, colour }: { name: SceneName; colour: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    canvas.current?.getContext('2d')?.putImageData(pictureOf(name, colour), 0, 0)
  }, [name, colour])
  return <canvas ref={canvas} width={size.width} height={size.height} />
}

function pictureOf(name: SceneName, colour: string): ImageData {
  const value = Number.parseInt(colour.slice(1), 16)
  const [red, green, blue] = [value >> 16, (value >> 8) & 255, value & 255]
  const lightAt = sceneLight(name, [linear(red / 255), linear(green / 255), linear(blue / 255)], size)
  const light = new Float64Array(3)
  const image = new ImageData(size.width, size.height)
  for (let index = 0; index < size.width * size.height; index += 1) {
    const [x, y] = [index % size.width, Math.floor(index / size.width)]
    lightAt((x + 0.5) / size.width, (y + 0.5) / size.height, light)
    for (let channel = 0; channel < 3; channel += 1)
      image.data[index * 4 + channel] = 255 * coded(Math.min(1, Math.max(0, light[channel] ?? 0)))
    image.data[index * 4 + 3] = 255
  }
  return image
}
