export { Gallery as GalleryRoute } from '../gallery/gallery.tsx';
