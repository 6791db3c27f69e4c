/** Directives of the page's own Content-Security-Policy. Without a nonce no inline script runs: proxy.ts adds one to each request. */
export const pagePolicy = {
  "default-src": ["'self'"],
  "script-src": ["'self'"],
  "style-src": ["'self'", "'unsafe-inline'"],
  "img-src": ["'self'", "data:", "blob:"],
  "font-src": ["'self'"],
  "connect-src": ["'self'"],
  "frame-src": ["'self'"],
  "worker-src": ["'self'"],
  "object-src": ["'none'"],
  "base-uri": ["'none'"],
  "form-action": ["'self'"],
  "frame-ancestors": ["'self'"],
};

/** One header value out of directives. */
export const policyText = (directives) =>
  Object.entries(directives)
    .map(([name, values]) => [name, ...values].join(" "))
    .join("; ");

/**
 * The page's policy for one request; `embedders` are origins that may stand above it. Without `'strict-dynamic'`: that would let a script that runs bring in others from any host,
 * and inline ones; here the page's own files are all that can ever be loaded.
 */
export const policyWithNonce = (nonce, embedders = []) =>
  policyText({ ...pagePolicy, "script-src": ["'self'", `'nonce-${nonce}'`], "frame-ancestors": ["'self'", ...embedders] });

/** Headers of every answer of the app; the sandbox's own paths override what they need. */
export const pageHeaders = (directives = pagePolicy) =>
  Object.entries({
    "Content-Security-Policy": policyText(directives),
    "X-Content-Type-Options": "nosniff",
    "X-DNS-Prefetch-Control": "off",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), display-capture=()",
  }).map(([key, value]) => ({ key, value }));
