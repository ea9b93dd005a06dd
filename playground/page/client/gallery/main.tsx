import { createRoot } from 'react-dom/client'
import '../styles/styles.css'
import '../styles/gallery.css'
import { GalleryPage } from './gallery-page.tsx'

const root = document.getElementById('gallery')
if (root) createRoot(root).render(<GalleryPage />)
