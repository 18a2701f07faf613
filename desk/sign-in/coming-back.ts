/** Whether the issuer has just sent somebody back here. */
export function comingBack(): boolean {
  const { searchParams } = new URL(location.href);
  return searchParams.has("state") && (searchParams.has("code") || searchParams.has("error"));
}
