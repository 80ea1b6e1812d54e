/** Marks a step as done, or no longer done, for the eye and for a screen reader. */
export function tickStep(id, done) {
  const step = document.getElementById(id);
  step.classList.toggle('done', done);
  step.dataset.done = String(done);
}
