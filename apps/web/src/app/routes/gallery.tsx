export { Gallery as GalleryRoute } from '../gallery/gallery.tsx';
export { SampleClientShell, SamplePractitionerShell } from '../gallery/sample-shells.tsx';
