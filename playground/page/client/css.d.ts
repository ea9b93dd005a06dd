// Vite bundles style sheets; the compiler only has to let the imports pass.
declare module '*.css'
