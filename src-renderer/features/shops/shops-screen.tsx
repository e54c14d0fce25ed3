export function ShopsScreen() {
  return null;
}
