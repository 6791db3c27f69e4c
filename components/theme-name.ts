export type Theme = "system" | "light" | "dark";

export const themeOf = (text: string | undefined): Theme => (text === "light" || text === "dark" ? text : "system");
