import { defineConfig } from "vitest/config";

const common = { environment: "node" as const, passWithNoTests: false };

export default defineConfig({
  test: {
    projects: [
      { test: { ...common, name: "unit", include: ["tests/unit/**/*.test.ts"] } },
      { test: { ...common, name: "server", include: ["tests/server/**/*.test.ts"], testTimeout: 30_000 } },
      { test: { ...common, name: "python", include: ["tests/python/*.test.ts", "tests/analyst/*.test.ts"], testTimeout: 120_000, hookTimeout: 120_000 } },
    ],
  },
});
