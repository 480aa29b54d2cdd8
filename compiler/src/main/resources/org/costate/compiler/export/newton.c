/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/* Damped Newton iteration for r(y) = 0, for a caller that evaluates r and its Jacobian:

     newton_start(memory);
     do { evaluate r [n] and J [n x n] at y; } while (newton_proceed(y, n, r and J, memory));

   A step y + a d, J d = -r, is taken if the correction that J gives at its end is at most (1 - a/4) times as long as d, otherwise a is halved.
   y becomes the solution, or all NaN if none is found within 50 steps. Source: Deuflhard, Newton Methods for Nonlinear Problems, 2004,
   section 3.3. The memory: steps taken, a, length of d, the length before, longest y; then y before the step, d, the correction at its end,
   pivots [n each] and factors [n x n]. */
enum { NEWTON_STEPS, NEWTON_FRACTION, NEWTON_LENGTH, NEWTON_BEFORE, NEWTON_SCALE, NEWTON_VECTORS };

static void newton_start(double *memory) {
  memory[NEWTON_STEPS] = 0;
  memory[NEWTON_FRACTION] = 0;
  memory[NEWTON_BEFORE] = INFINITY;
  memory[NEWTON_SCALE] = 1e-6;
}

/* The largest absolute element; NaN if one is NaN. */
static double newton_length(const double *v, int n) {
  double longest = 0;
  for (int i = 0; i < n; i++) {
    double length = fabs(v[i]);
    if (isnan(length)) {
      return length;
    }
    if (length > longest) {
      longest = length;
    }
  }
  return longest;
}

/* -J^-1 r with the factors in the memory. */
static void newton_correction(const double *r, int n, const double *memory, double *to) {
  for (int i = 0; i < n; i++) {
    to[i] = -r[i];
  }
  const double *pivots = memory + NEWTON_VECTORS + 3 * n;
  lu_solve(pivots + n, n, pivots, to);
}

/* y before the step + a d. */
static int newton_move(double *y, int n, const double *memory) {
  const double *base = memory + NEWTON_VECTORS;
  for (int i = 0; i < n; i++) {
    y[i] = base[i] + memory[NEWTON_FRACTION] * base[n + i];
  }
  return 1;
}

static int newton_fail(double *y, int n) {
  for (int i = 0; i < n; i++) {
    y[i] = NAN;
  }
  return 0;
}

/* Whether the correction at the end of the step is short enough; a step so small that rounding decides is always good. */
static int newton_good_step(const double *r, int n, double *memory) {
  double *next = memory + NEWTON_VECTORS + 2 * n;
  newton_correction(r, n, memory, next);
  double length = newton_length(next, n);
  return length <= (1 - 0.25 * memory[NEWTON_FRACTION]) * memory[NEWTON_LENGTH]
      || (memory[NEWTON_LENGTH] <= 1e-8 * memory[NEWTON_SCALE] && isfinite(length));
}

/* Whether no element of d is longer than four units in the last place of y. */
static int newton_rounding(const double *y, const double *d, int n) {
  for (int i = 0; i < n; i++) {
    double length = fabs(y[i]);
    if (fabs(d[i]) > 4 * (nextafter(length, INFINITY) - length)) {
      return 0;
    }
  }
  return 1;
}

static int newton_proceed(double *y, int n, const double *r, double *memory) {
  if (memory[NEWTON_FRACTION] != 0 && !newton_good_step(r, n, memory)) {
    memory[NEWTON_FRACTION] *= 0.5;
    return memory[NEWTON_FRACTION] >= 1e-10 ? newton_move(y, n, memory) : newton_fail(y, n);
  }
  double *base = memory + NEWTON_VECTORS;
  double *d = base + n;
  double *pivots = d + 2 * n;
  for (int i = 0; i < n * n; i++) {
    pivots[n + i] = r[n + i];
  }
  lu_factor(pivots + n, n, pivots);
  newton_correction(r, n, memory, d);
  double length = newton_length(d, n);
  double longest = newton_length(y, n);
  memory[NEWTON_LENGTH] = length;
  if (!(longest <= memory[NEWTON_SCALE])) {
    memory[NEWTON_SCALE] = longest;
  }
  if (!isfinite(length)) {
    return newton_fail(y, n);
  }
  for (int i = 0; i < n; i++) {
    base[i] = y[i];
  }
  memory[NEWTON_FRACTION] = 1;
  if (newton_rounding(y, d, n)
      || (length <= 1e-8 * memory[NEWTON_SCALE] && length >= 0.5 * memory[NEWTON_BEFORE])) {
    newton_move(y, n, memory);
    return 0;
  }
  if (memory[NEWTON_STEPS] == 50) {
    return newton_fail(y, n);
  }
  memory[NEWTON_STEPS]++;
  memory[NEWTON_BEFORE] = length;
  return newton_move(y, n, memory);
}
