// Vite bundles style sheets; this lets their imports compile.
declare module '*.css'
