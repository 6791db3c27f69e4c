import { type APIRequestContext, expect } from "@playwright/test";

const admin = { authorization: "Bearer only-for-the-end-to-end-tests" };

/** Puts a policy in force as an administrator does; null takes it back. */
export async function savePolicy(request: APIRequestContext, baseURL: string | undefined, policy: object | null): Promise<void> {
  const response = await request.post("/api/policy", { headers: { ...admin, origin: baseURL ?? "" }, data: { policy } });
  expect(response.ok(), await response.text()).toBe(true);
  // The pages' own look at the database comes a second later at most.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
}
