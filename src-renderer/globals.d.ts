/** Stylesheets are imported by the bundler: modules give class names, plain ones nothing. */
declare module '*.module.css' {
  const classes: Readonly<Record<string, string>>;
  export default classes;
}
declare module '*.css';
