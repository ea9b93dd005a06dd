import { useEffect, useState } from 'react'
import type { Gallery, GalleryExample } from '../../snapshot.ts'
import { requestJson } from '../api-client.ts'
import { DrawnExample } from './drawn-example.tsx'

/** The looks that an example is drawn in: two themes at the width of a desktop, and a phone. */
const LOOKS = {
  light: { label: 'Light', theme: 'light' },
  dark: { label: 'Dark', theme: 'dark' },
  phone: { label: 'Phone', theme: 'light' },
} as const

type Look = keyof typeof LOOKS

const ALL_LOOKS: readonly Look[] = ['light', 'dark', 'phone']

/** The looks in the address, "?look=dark,phone"; all of them where it names none. */
function looksInUrl(): readonly Look[] {
  const named = new URLSearchParams(location.search).get('look')?.split(',') ?? []
  const looks = ALL_LOOKS.filter((look) => named.includes(look))
  return looks.length > 0 ? looks : ALL_LOOKS
}

/** Every message and view of the app, by feature, each in the looks that are chosen. */
export function GalleryPage() {
  const [gallery, setGallery] = useState<Gallery>()
  const [error, setError] = useState('')
  const [looks, setLooks] = useState(looksInUrl)
  useEffect(() => {
    void requestJson<Gallery>('/gallery.json').then((result) =>
      'error' in result ? setError(result.error) : setGallery(result.answer),
    )
  }, [])
  const toggle = (look: Look, shown: boolean) =>
    setLooks(ALL_LOOKS.filter((one) => (one === look ? shown : looks.includes(one))))
  // The browser looked for the anchor in the address before there was anything to find.
  useEffect(() => {
    if (gallery) document.getElementById(location.hash.slice(1))?.scrollIntoView()
  }, [gallery])

  const features = [...Map.groupBy(gallery?.examples ?? [], ({ feature }) => feature)]
  return (
    <>
      <header className="gallery-header">
        <h1>
          <a href="/">Playground</a> / Gallery
        </h1>
        <nav aria-label="Features">
          {features.map(([feature, examples]) => (
            <a key={feature} href={`#${feature}`}>
              {feature} <small>{examples.length}</small>
            </a>
          ))}
        </nav>
        <fieldset>
          <legend>Looks</legend>
          {ALL_LOOKS.map((look) => (
            <label key={look}>
              <input
                type="checkbox"
                checked={looks.includes(look)}
                onChange={(event) => toggle(look, event.target.checked)}
              />
              {LOOKS[look].label}
            </label>
          ))}
        </fieldset>
      </header>
      <main className="gallery" data-look={looks.length === 1 ? looks[0] : undefined}>
        {error !== '' && <p role="alert">{error}</p>}
        {gallery &&
          features.map(([feature, examples]) => (
            <section key={feature} id={feature} aria-labelledby={`${feature}-title`}>
              <h2 id={`${feature}-title`}>{feature}</h2>
              <div className="feature">
                {examples.map((example) => (
                  <ExampleInLooks
                    key={example.name}
                    example={example}
                    looks={looks}
                    workspace={gallery.workspace}
                  />
                ))}
              </div>
            </section>
          ))}
      </main>
    </>
  )
}

type Props = { example: GalleryExample; looks: readonly Look[]; workspace: Gallery['workspace'] }

function ExampleInLooks({ example, looks, workspace }: Props) {
  const { feature, name, how, kind, golden, builder } = example
  const id = `${feature}/${name}`
  return (
    <article className="example" id={id} aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>
        <a href={`#${id}`}>{name}</a>
      </h3>
      <p className="how">
        {how} → <b>{kind === 'message' ? example.to : kind}</b>
      </p>
      <div className="looks">
        {looks.map((look) => (
          <div key={look} className="look" data-look={look} style={{ colorScheme: LOOKS[look].theme }}>
            <DrawnExample example={example} workspace={workspace} theme={LOOKS[look].theme} />
          </div>
        ))}
      </div>
      <details>
        <summary>Its golden file</summary>
        <pre>{golden}</pre>
      </details>
      {builder !== null && (
        <a href={builder} target="_blank" rel="noreferrer">
          Open in Block Kit Builder
        </a>
      )}
    </article>
  )
}
