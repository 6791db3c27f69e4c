export default function Page() {
  return <main>Sandpiper</main>;
}
