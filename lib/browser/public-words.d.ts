/** Words that stand in requests whatever the data is: of our prompts, of Python and of its packages; put in by the build. */
declare module "public-words" {
  const words: string[];
  export default words;
}
