// The simulation as one would write it in JavaScript: the same model, one generator for everything, typed arrays for
// the counts. It is what the WebAssembly version is compared with.
//
// It has less to do than the Rust version: draws aren't addressed by project and call, so they can't be repeated in
// another order, and uniform draws have 32 bits instead of 53.

// Small Fast Counter, 32 bits (Chris Doty-Humphrey, PractRand).
class Random {
  constructor(seed) {
    this.a = seed | 0;
    this.b = Math.imul(seed, 0x9e3779b9) | 0;
    this.c = ~seed | 0;
    this.counter = 1;
    this.spare = NaN;
    for (let i = 0; i < 15; i++) this.uniform();
  }

  uniform() {
    const sum = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4294967296;
  }

  // Marsaglia's polar method.
  normal() {
    if (this.spare === this.spare) {
      const normal = this.spare;
      this.spare = NaN;
      return normal;
    }
    let x, y, s;
    do {
      x = 2 * this.uniform() - 1;
      y = 2 * this.uniform() - 1;
      s = x * x + y * y;
    } while (s >= 1 || s === 0);
    const factor = Math.sqrt((-2 * Math.log(s)) / s);
    this.spare = y * factor;
    return x * factor;
  }
}

export const counts = ["projects", "calls", "wrong", "surviving", "undetected", "audited", "audited_squared", "intact"];

export function simulate(setting, projects, seed) {
  const {
    error_threshold, miss_threshold, rho_between, rho_within, lineages, reviewers, self_check, quorum,
    steps, judgement_calls, modularity, audit_budget, audit_sensitivity,
  } = setting;
  const random = new Random(seed);

  const field_loading = Math.sqrt(rho_between);
  const family_loading = Math.sqrt(rho_within - rho_between);
  const own_loading = Math.sqrt(1 - rho_within);
  const has_families = family_loading > 0;
  // The author's latent draw comes first: the field's factor and the author's family are drawn given that.
  const field_noise = Math.sqrt(1 - rho_between);
  const family_slope = family_loading / (1 - rho_between);
  const family_noise = own_loading / Math.sqrt(1 - rho_between);

  const checkers = reviewers + self_check;
  const tolerated = Math.max(0, checkers - quorum);
  const families = new Float64Array(lineages);
  const family_of = new Uint8Array(checkers);
  for (let i = 0; i < reviewers; i++) family_of[i] = (i + 1) % lineages;

  const misses = new Uint32Array(checkers + 1);
  const first_two = new Uint32Array(3);
  let wrong = 0, surviving = 0, undetected = 0, audited = 0, audited_squared = 0, intact = 0;

  const expected_labelled = modularity * judgement_calls;
  for (let project = 0; project < projects; project++) {
    const whole = Math.floor(expected_labelled);
    const labelled = whole + (random.uniform() < expected_labelled - whole ? 1 : 0);
    let labelled_steps = labelled;
    let labelled_checks = Math.min(audit_budget, labelled);
    let other_steps = steps - labelled;
    let other_checks = audit_budget - labelled_checks;
    let audited_here = 0;
    let undetected_here = 0;

    for (let call = 0; call < judgement_calls; call++) {
      // Sampling without replacement, one step after the other.
      let is_audited;
      if (call < labelled) {
        is_audited = random.uniform() * labelled_steps < labelled_checks;
        labelled_steps--;
        if (is_audited) labelled_checks--;
      } else {
        is_audited = random.uniform() * other_steps < other_checks;
        other_steps--;
        if (is_audited) other_checks--;
      }
      if (is_audited) audited_here++;

      const author = random.normal();
      if (author >= error_threshold) continue;
      wrong++;

      const field = field_loading * author + field_noise * random.normal();
      if (has_families) {
        families[0] = family_slope * (author - field_loading * field) + family_noise * random.normal();
        for (let i = 1; i < lineages; i++) families[i] = random.normal();
      }
      let missed = 0;
      let first = 0, second = 0;
      for (let i = 0; i < checkers; i++) {
        const latent = field_loading * field + family_loading * families[family_of[i]] + own_loading * random.normal();
        if (latent < miss_threshold) {
          missed++;
        } else if (i === 0) {
          first = 1;
        } else if (i === 1) {
          second = 1;
        }
      }
      misses[missed]++;
      if (reviewers >= 2) {
        first_two[0] += first;
        first_two[1] += second;
        first_two[2] += first * second;
      }
      if (checkers === 0 || missed > tolerated) {
        surviving++;
        if (!is_audited || (audit_sensitivity < 1 && random.uniform() >= audit_sensitivity)) undetected_here++;
      }
    }
    audited += audited_here;
    audited_squared += audited_here * audited_here;
    undetected += undetected_here;
    if (undetected_here === 0) intact++;
  }
  return [projects, projects * judgement_calls, wrong, surviving, undetected, audited, audited_squared, intact];
}
