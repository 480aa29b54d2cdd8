/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/* Prints nanoseconds a call of F, of F with its Jacobians and of the Hessian of lambda' F of an exported problem, the way the benchmarks measure
   the generated Java classes: on this thread's CPU clock, the lower quartile of the second half of many batches.

     gcc -O3 -march=native -I. -DPROBLEM=A1 -DHEADER='"a1.h"' times.c a1.c -o times -lm; ./times SECONDS_FOR_EACH */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include HEADER

#define JOINED(prefix, name) prefix##_##name
#define EXPANDED(prefix, name) JOINED(prefix, name)
#define OF(name) EXPANDED(PROBLEM, name)

enum { MOST_BATCHES = 1 << 16, BATCH_NS = 3000000 };

static double x[OF(nx)], u[OF(nu) + 1], lambda[OF(ndx)], d[OF(nd)], w[OF(workspace)], next[OF(nx)];
static OF(StageExpansion) stage;
static OF(Curvature) curvature;
static double found[MOST_BATCHES];

static void vary(int i) {
  x[0] = 0.1 + 1e-6 * (i & 1023);
}

static double value(int count) {
  double sum = 0;
  for (int i = 0; i < count; i++) {
    vary(i);
    OF(step)(x, u, d, w, next);
    sum += next[0];
  }
  return sum;
}

static double jacobians(int count) {
  double sum = 0;
  for (int i = 0; i < count; i++) {
    vary(i);
    OF(linearize)(x, u, d, w, &stage);
    sum += stage.fx[0];
  }
  return sum;
}

static double hessian(int count) {
  double sum = 0;
  for (int i = 0; i < count; i++) {
    vary(i);
    OF(curvature)(x, u, d, lambda, w, &curvature);
    sum += curvature.hxx[0];
  }
  return sum;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return t.tv_sec * 1e9 + t.tv_nsec;
}

static int ascending(const void *a, const void *b) {
  double left = *(const double *) a;
  double right = *(const double *) b;
  return left < right ? -1 : left > right;
}

static double nanos_per_call(double seconds, double (*body)(int)) {
  double end = now() + seconds * 1e9;
  volatile double sink = 0;
  int batches = 0;
  int count = 1;
  do {
    double begin = now();
    sink += body(count);
    double used = now() - begin;
    used = used < 1 ? 1 : used;
    if (used >= BATCH_NS / 4) {
      found[batches++] = used / count;
    }
    double scale = BATCH_NS / used;
    double wanted = count * (scale < 4 ? scale : 4);
    count = wanted < 1 ? 1 : wanted > (1 << 28) ? 1 << 28 : (int) wanted;
  } while ((now() < end || batches < 4) && batches < MOST_BATCHES);
  int half = batches / 2;
  qsort(found + half, (size_t) (batches - half), sizeof(double), ascending);
  return found[half + (batches - half) / 4];
}

int main(int argc, char **argv) {
  double seconds = argc > 1 ? atof(argv[1]) : 1;
  const double given[OF(given) + 1] = {0};
  for (int i = 0; i < OF(nx); i++) {
    x[i] = 0.1 * (i + 1);
  }
  for (int i = 0; i < OF(nu); i++) {
    u[i] = 0.2 * (i + 1);
  }
  for (int i = 0; i < OF(ndx); i++) {
    lambda[i] = 0.3 * (i + 1);
  }
  OF(defaults)(given, d, w, d + 2);
  d[1] = OF(horizon)(x, d, w) / OF(steps);
  printf("%.2f", nanos_per_call(seconds, value));
  printf(" %.2f", nanos_per_call(seconds, jacobians));
  printf(" %.2f\n", nanos_per_call(seconds, hessian));
  return 0;
}
