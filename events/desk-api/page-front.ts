/** Where requests of the page itself go; all else on its origin is the API's. */
export const pageFile = "index.html";

/** Files whose names change with what is in them: they may be kept for a year. */
export const isHashed = (path: string): boolean => path.startsWith("assets/");

/** For how long a file of the page may be kept by whoever passes it on: by its path below the page's folder. */
export function cacheControlOf(path: string): string {
  if (isHashed(path)) return "public, max-age=31536000, immutable";
  // Where one signs in may change from one moment to the next, and is never kept.
  return path === "settings.json" ? "no-store" : "no-cache";
}

const mediaTypes: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  json: "application/json",
  webmanifest: "application/manifest+json",
  svg: "image/svg+xml",
  png: "image/png",
  ico: "image/x-icon",
};

/** What a file of the page is, by its name's ending. */
export function mediaTypeOf(path: string): string {
  return mediaTypes[path.slice(path.lastIndexOf(".") + 1)] ?? "application/octet-stream";
}

/**
 * The file that a path asks for. Whatever names no file is the page, which finds its way by what follows `#`; undefined
 * where the path leads out of the page's folder or is no text.
 */
export function fileAt(path: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path).slice(1);
  } catch {
    return undefined;
  }
  if (decoded.split(/[/\\]/).includes("..") || decoded.includes("\0")) return undefined;
  const last = decoded.slice(decoded.lastIndexOf("/") + 1);
  return last.includes(".") ? decoded : pageFile;
}

/** What the page may do, in words of a Content-Security-Policy, and where it may ask besides its own origin. */
export function contentSecurityPolicy(connectTo: readonly string[]): string {
  return [
    "default-src 'self'",
    ["connect-src 'self'", ...connectTo].join(" "),
    "style-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** For how long a browser asks for the page by TLS only: two years. */
export const strictTransportSeconds = 63_072_000;

/** What the page has no use for. */
export const permissionsPolicy = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

/**
 * The headers that every front sends with the page's files, whatever serves them, beside `cacheControlOf` and
 * `mediaTypeOf`. A front of one's own must send the same.
 *
 * @param connectTo origins, such as `https://sign-in.example.org`, that the page may ask besides its own
 */
export function pageHeaders(connectTo: readonly string[]): Readonly<Record<string, string>> {
  return {
    "content-security-policy": contentSecurityPolicy(connectTo),
    "strict-transport-security": `max-age=${strictTransportSeconds}; includeSubDomains`,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "permissions-policy": permissionsPolicy,
  };
}
