/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/* Solves an exported problem with IPOPT by multiple shooting with exact Hessians, begun with the rollout of the guessed controls. Prints
   IPOPT's status, iterations, the lower quartile of the CPU milliseconds of several solves, IPOPT's objective, the cost of the found controls
   rolled out from the start, and the largest violation of a constraint or limit on that rollout.

     gcc -O3 -march=native -I. -DPROBLEM=B3 -DHEADER='"b3.h"' -DGUESS=run1_guess -DGROUPS='GROUP(1, 100, 100, "====")' solve.c b3.c
         -lipopt -lm

   GROUPS lists the groups of constraints: number, first and last k, and for each row = or <. States are plain numbers, there are no signals.
   Variables: x_0, u_0, x_1, u_1, ..., x_N. Constraints: F(x_k, u_k) - x_{k+1} for each k, then each group at each of its k. */
#define _POSIX_C_SOURCE 200809L
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <coin/IpStdCInterface.h>

#include HEADER

#define JOINED(prefix, name) prefix##_##name
#define EXPANDED(prefix, name) JOINED(prefix, name)
#define OF(name) EXPANDED(PROBLEM, name)
#define GROUP_OF(number, name) EXPANDED(EXPANDED(PROBLEM, constraints##number), name)

enum {
  N = OF(steps),
  NX = OF(nx),
  NU = OF(nu),
  NZ = NX + NU,
  MOST_ROWS = 64,
  VARIABLES = N * NZ + NX,
  DEFECTS = N * NX,
  REPEATS = 9
};

typedef struct {
  int from, to;
  const char *relations;
  void (*constrain)(const double *x, const double *u, const double *d, double *w, double *c);
  /* c [rows], cx [rows x NX] and cu [rows x NU]. */
  void (*expand)(const double *x, const double *u, const double *d, double *c, double *cx, double *cu);
  void (*curvature)(const double *x, const double *u, const double *d, const double *lambda, double *w,
      OF(Curvature) *out);
  /* Whether an element of cx, cu can be other than zero, [rows x NZ]. */
  char pattern[MOST_ROWS * NZ];
  int rows;
} Group;

static double d[OF(nd)], w[OF(workspace)], start[NX], seconds;

#define GROUP(number, from, to, relations)                                                                     \
  static void expand##number(                                                                                  \
      const double *x, const double *u, const double *data, double *c, double *cx, double *cu) {                \
    static GROUP_OF(number, Expansion) out;                                                                    \
    memcpy(out.cx, cx, sizeof out.cx);                                                                         \
    memcpy(out.cu, cu, sizeof out.cu);                                                                         \
    GROUP_OF(number, expand)(x, u, data, w, &out);                                                             \
    memcpy(c, out.c, sizeof out.c);                                                                            \
    memcpy(cx, out.cx, sizeof out.cx);                                                                         \
    memcpy(cu, out.cu, sizeof out.cu);                                                                         \
  }
GROUPS
#undef GROUP
#define GROUP(number, from, to, relations)                                                                     \
  {from, to, relations, GROUP_OF(number, constrain), expand##number, GROUP_OF(number, curvature), {0}, 0},
static Group groups[] = {GROUPS{0, -1, "", NULL, NULL, NULL, {0}, 0}};
#undef GROUP
enum { COUNT = sizeof groups / sizeof *groups - 1 };

/* Whether an element of the Hessian of a stage, [NZ x NZ], or of the end, can be other than zero. */
static char stage_pattern[NZ * NZ], end_pattern[NX * NX], jacobian_pattern[NX * NZ];
static double nowhere[NU + 1];

static const double *state(const double *z, int k) {
  return z + k * NZ;
}

static const double *control(const double *z, int k) {
  return k < N ? z + k * NZ + NX : nowhere;
}

static void moment(int k) {
  d[0] = k * seconds;
  d[1] = seconds;
}

static void fill(double *numbers, size_t bytes, double value) {
  for (size_t i = 0; i < bytes / sizeof(double); i++) {
    numbers[i] = value;
  }
}

/* Marks what a symmetric block, its lower triangle by states and controls, was written to: numbers that are no longer NaN. */
static void mark(const double *xx, const double *ux, const double *uu, char *pattern) {
  for (int i = 0; i < NX; i++) {
    for (int j = 0; j <= i; j++) {
      pattern[i * NZ + j] |= !isnan(xx[i * NX + j]);
    }
  }
  for (int i = 0; i < NU; i++) {
    for (int j = 0; j < NX; j++) {
      pattern[(NX + i) * NZ + j] |= !isnan(ux[i * NX + j]);
    }
    for (int j = 0; j <= i; j++) {
      pattern[(NX + i) * NZ + NX + j] |= !isnan(uu[i * NU + j]);
    }
  }
}

/* Structural non-zeros: what the functions write. */
static void patterns(const double *z) {
  static OF(StageExpansion) stage;
  static OF(Curvature) curvature;
  static OF(TerminalExpansion) end;
  double lambda[NX + MOST_ROWS];
  fill(lambda, sizeof lambda, 0.7);
  fill((double *) &stage, sizeof stage, NAN);
  fill((double *) &curvature, sizeof curvature, NAN);
  fill((double *) &end, sizeof end, NAN);
  moment(0);
  OF(expand)(state(z, 0), control(z, 0), d, w, &stage);
  mark(stage.lxx, stage.lux, stage.luu, stage_pattern);
  OF(curvature)(state(z, 0), control(z, 0), d, lambda, w, &curvature);
  mark(curvature.hxx, curvature.hux, curvature.huu, stage_pattern);
  OF(expand_terminal)(state(z, N), d, w, &end);
  for (int i = 0; i < NX; i++) {
    for (int j = 0; j <= i; j++) {
      end_pattern[i * NX + j] = !isnan(end.lxx[i * NX + j]);
    }
  }
  for (int i = 0; i < OF(dynamics_pattern_count); i++) {
    jacobian_pattern[OF(dynamics_pattern)[i]] = 1;
  }
  for (Group *g = groups; g < groups + COUNT; g++) {
    double c[MOST_ROWS], cx[MOST_ROWS * NX], cu[MOST_ROWS * (NU + 1)];
    fill(cx, sizeof cx, NAN);
    fill(cu, sizeof cu, NAN);
    g->rows = (int) strlen(g->relations);
    g->expand(state(z, 0), control(z, 0), d, c, cx, cu);
    for (int r = 0; r < g->rows; r++) {
      for (int j = 0; j < NZ; j++) {
        g->pattern[r * NZ + j] = !isnan(j < NX ? cx[r * NX + j] : cu[r * NU + j - NX]);
      }
    }
    fill((double *) &curvature, sizeof curvature, NAN);
    g->curvature(state(z, 0), control(z, 0), d, lambda, w, &curvature);
    mark(curvature.hxx, curvature.hux, curvature.huu, stage_pattern);
    for (int i = 0; i < NX && g->to == N; i++) {
      for (int j = 0; j <= i; j++) {
        end_pattern[i * NX + j] |= !isnan(curvature.hxx[i * NX + j]);
      }
    }
  }
}

static Bool eval_f(Index n, Number *z, Bool new_z, Number *value, UserDataPtr data) {
  (void) n, (void) new_z, (void) data;
  double next[NX];
  *value = 0;
  for (int k = 0; k < N; k++) {
    moment(k);
    *value += OF(stage)(state(z, k), control(z, k), d, w, next);
  }
  moment(N);
  *value += OF(terminal)(state(z, N), d, w);
  return isfinite(*value);
}

static Bool eval_grad_f(Index n, Number *z, Bool new_z, Number *gradient, UserDataPtr data) {
  (void) n, (void) new_z, (void) data;
  static OF(StageExpansion) stage;
  static OF(TerminalExpansion) end;
  for (int k = 0; k < N; k++) {
    moment(k);
    OF(expand)(state(z, k), control(z, k), d, w, &stage);
    memcpy(gradient + k * NZ, stage.lx, sizeof stage.lx);
    memcpy(gradient + k * NZ + NX, stage.lu, NU * sizeof(double));
  }
  moment(N);
  OF(expand_terminal)(state(z, N), d, w, &end);
  memcpy(gradient + N * NZ, end.lx, sizeof end.lx);
  return TRUE;
}

static Bool eval_g(Index n, Number *z, Bool new_z, Index m, Number *g, UserDataPtr data) {
  (void) n, (void) new_z, (void) m, (void) data;
  for (int k = 0; k < N; k++) {
    moment(k);
    OF(step)(state(z, k), control(z, k), d, w, g + k * NX);
    for (int i = 0; i < NX; i++) {
      g[k * NX + i] -= state(z, k + 1)[i];
    }
  }
  g += DEFECTS;
  for (const Group *group = groups; group < groups + COUNT; group++) {
    for (int k = group->from; k <= group->to; k++) {
      moment(k);
      group->constrain(state(z, k), control(z, k), d, w, g);
      g += group->rows;
    }
  }
  return TRUE;
}

/* Walks over the Jacobian's elements: with rows, their places, otherwise their values; returns how many there are. */
static int jacobian(const double *z, Index *rows, Index *columns, Number *values) {
  static OF(StageExpansion) stage;
  double c[MOST_ROWS], cx[MOST_ROWS * NX] = {0}, cu[MOST_ROWS * (NU + 1)] = {0};
  int at = 0;
#define ELEMENT(row, column, value)  \
  do {                               \
    if (values != NULL) {            \
      values[at] = (value);          \
    } else if (rows != NULL) {       \
      rows[at] = (row);              \
      columns[at] = (column);        \
    }                                \
    at++;                            \
  } while (0)
  for (int k = 0; k < N; k++) {
    if (values != NULL) {
      moment(k);
      OF(linearize)(state(z, k), control(z, k), d, w, &stage);
    }
    for (int i = 0; i < NX; i++) {
      for (int j = 0; j < NZ; j++) {
        if (jacobian_pattern[i * NZ + j]) {
          ELEMENT(k * NX + i, k * NZ + j, j < NX ? stage.fx[i * NX + j] : stage.fu[i * NU + j - NX]);
        }
      }
      ELEMENT(k * NX + i, (k + 1) * NZ + i, -1);
    }
  }
  int row = DEFECTS;
  for (const Group *g = groups; g < groups + COUNT; g++) {
    for (int k = g->from; k <= g->to; k++) {
      if (values != NULL) {
        moment(k);
        g->expand(state(z, k), control(z, k), d, c, cx, cu);
      }
      for (int r = 0; r < g->rows; r++, row++) {
        for (int j = 0; j < (k < N ? NZ : NX); j++) {
          if (g->pattern[r * NZ + j]) {
            ELEMENT(row, k * NZ + j, j < NX ? cx[r * NX + j] : cu[r * NU + j - NX]);
          }
        }
      }
    }
  }
  return at;
}

static Bool eval_jac_g(Index n, Number *z, Bool new_z, Index m, Index count, Index *rows, Index *columns,
    Number *values, UserDataPtr data) {
  (void) n, (void) new_z, (void) m, (void) count, (void) data;
  jacobian(z, rows, columns, values);
  return TRUE;
}

/* Adds a curvature to the lower triangle of a block [NZ x NZ]. */
static void add(double scale, const double *xx, const double *ux, const double *uu, double *block) {
  for (int i = 0; i < NX; i++) {
    for (int j = 0; j <= i; j++) {
      block[i * NZ + j] += scale * xx[i * NX + j];
    }
  }
  for (int i = 0; i < NU; i++) {
    for (int j = 0; j < NX; j++) {
      block[(NX + i) * NZ + j] += scale * ux[i * NX + j];
    }
    for (int j = 0; j <= i; j++) {
      block[(NX + i) * NZ + NX + j] += scale * uu[i * NU + j];
    }
  }
}

/* The Hessian of the Lagrangian at k, [NZ x NZ]. */
static void block(const double *z, int k, double factor, const double *lambda, double *out) {
  static OF(StageExpansion) stage;
  static OF(TerminalExpansion) end;
  static OF(Curvature) curvature;
  memset(out, 0, NZ * NZ * sizeof(double));
  moment(k);
  if (k < N) {
    OF(expand)(state(z, k), control(z, k), d, w, &stage);
    add(factor, stage.lxx, stage.lux, stage.luu, out);
    memset(&curvature, 0, sizeof curvature);
    OF(curvature)(state(z, k), control(z, k), d, lambda + k * NX, w, &curvature);
    add(1, curvature.hxx, curvature.hux, curvature.huu, out);
  } else {
    memset(&curvature, 0, sizeof curvature);
    OF(expand_terminal)(state(z, N), d, w, &end);
    add(factor, end.lxx, curvature.hux, curvature.huu, out);
  }
  const double *multipliers = lambda + DEFECTS;
  for (const Group *g = groups; g < groups + COUNT; g++) {
    if (g->from <= k && k <= g->to) {
      memset(&curvature, 0, sizeof curvature);
      g->curvature(state(z, k), control(z, k), d, multipliers + (k - g->from) * g->rows, w, &curvature);
      add(1, curvature.hxx, curvature.hux, curvature.huu, out);
    }
    multipliers += (g->to - g->from + 1) * g->rows;
  }
}

static int hessian(const double *z, double factor, const double *lambda, Index *rows, Index *columns, Number *values) {
  double now[NZ * NZ];
  int at = 0;
  for (int k = 0; k <= N; k++) {
    if (values != NULL) {
      block(z, k, factor, lambda, now);
    }
    for (int i = 0; i < (k < N ? NZ : NX); i++) {
      for (int j = 0; j <= i; j++) {
        if (k < N ? stage_pattern[i * NZ + j] : end_pattern[i * NX + j]) {
          ELEMENT(k * NZ + i, k * NZ + j, now[i * NZ + j]);
        }
      }
    }
  }
  return at;
}

static Bool eval_h(Index n, Number *z, Bool new_z, Number factor, Index m, Number *lambda, Bool new_lambda,
    Index count, Index *rows, Index *columns, Number *values, UserDataPtr data) {
  (void) n, (void) new_z, (void) m, (void) new_lambda, (void) count, (void) data;
  hessian(z, factor, lambda, rows, columns, values);
  return TRUE;
}

static int iterations;

static Bool intermediate(Index mode, Index iteration, Number objective, Number primal, Number dual, Number mu,
    Number length, Number regularization, Number alpha_dual, Number alpha_primal, Index trials, UserDataPtr data) {
  (void) mode, (void) objective, (void) primal, (void) dual, (void) mu, (void) length, (void) regularization;
  (void) alpha_dual, (void) alpha_primal, (void) trials, (void) data;
  iterations = iteration;
  return TRUE;
}

/* Replaces the states by those that the controls lead to; returns the cost. */
static double rollout(double *z) {
  double cost = 0;
  memcpy(z, start, sizeof start);
  for (int k = 0; k < N; k++) {
    moment(k);
    cost += OF(stage)(state(z, k), control(z, k), d, w, z + (k + 1) * NZ);
  }
  moment(N);
  return cost + OF(terminal)(state(z, N), d, w);
}

static double cpu(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec * 1e3 + t.tv_nsec * 1e-6;
}

static int ascending(const void *a, const void *b) {
  double left = *(const double *) a;
  double right = *(const double *) b;
  return left < right ? -1 : left > right;
}

int main(void) {
  static OF(Setup) setup;
  static double guess[VARIABLES], z[VARIABLES], lower[VARIABLES], upper[VARIABLES];
  const double given[OF(given) + 1] = {0};
  OF(defaults)(given, d, w, d + 2);
  OF(setup)(d, w, &setup);
  memcpy(start, setup.start, sizeof start);
  seconds = OF(horizon)(start, d, w) / N;
  for (int k = 0; k <= N; k++) {
    for (int i = 0; i < NX; i++) {
      lower[k * NZ + i] = k == 0 ? start[i] : fmax(setup.state_lower[i], -2e19);
      upper[k * NZ + i] = k == 0 ? start[i] : fmin(setup.state_upper[i], 2e19);
    }
    double x[NX];
    double *u = guess + k * NZ + NX;
    for (int i = 0; i < NU && k < N; i++) {
      lower[k * NZ + NX + i] = fmax(setup.control_lower[i], -2e19);
      upper[k * NZ + NX + i] = fmin(setup.control_upper[i], 2e19);
      u[i] = setup.trim[i];
    }
    if (k < N) {
      moment(k);
      OF(GUESS)(d, w, x, u);
    }
  }
  rollout(guess);
  patterns(guess);
  int count = DEFECTS;
  for (const Group *g = groups; g < groups + COUNT; g++) {
    count += (g->to - g->from + 1) * g->rows;
  }
  double *g_lower = calloc((size_t) count, sizeof(double));
  double *g_upper = calloc((size_t) count, sizeof(double));
  int row = DEFECTS;
  for (const Group *g = groups; g < groups + COUNT; g++) {
    for (int i = 0; i < (g->to - g->from + 1) * g->rows; i++, row++) {
      g_lower[row] = g->relations[i % g->rows] == '=' ? 0 : -2e19;
    }
  }
  double times[REPEATS];
  double objective = 0;
  enum ApplicationReturnStatus status = Solve_Succeeded;
  double budget = cpu() + 5000;
  int done = 0;
  while (done < REPEATS && (done == 0 || cpu() < budget)) {
    double begin = cpu();
    IpoptProblem problem = CreateIpoptProblem(VARIABLES, lower, upper, count, g_lower, g_upper,
        jacobian(NULL, NULL, NULL, NULL), hessian(NULL, 0, NULL, NULL, NULL, NULL), 0, eval_f, eval_g, eval_grad_f,
        eval_jac_g, eval_h);
    AddIpoptIntOption(problem, "print_level", 0);
    AddIpoptStrOption(problem, "sb", "yes");
    SetIntermediateCallback(problem, intermediate);
    memcpy(z, guess, sizeof z);
    status = IpoptSolve(problem, z, NULL, &objective, NULL, NULL, NULL, NULL);
    FreeIpoptProblem(problem);
    times[done++] = cpu() - begin;
  }
  qsort(times, (size_t) done, sizeof(double), ascending);
  double cost = rollout(z);
  double *g = calloc((size_t) count, sizeof(double));
  eval_g(VARIABLES, z, TRUE, count, g, NULL);
  double violation = 0;
  for (int i = DEFECTS; i < count; i++) {
    violation = fmax(violation, g_lower[i] == 0 ? fabs(g[i]) : g[i]);
  }
  for (int i = NX; i < VARIABLES; i++) {
    violation = fmax(violation, fmax(lower[i] - z[i], z[i] - upper[i]));
  }
  printf("%d %d %.3f %.17g %.17g %.3g\n", (int) status, iterations, times[done / 4], objective, cost, violation);
  return 0;
}
