/* The functions of problem Fill, made by Costate from tank.ctl. */
#include "tank.h"

#include <math.h>

const int Fill_dynamics_pattern[2] = {
  0, 1
};

const int Fill_curvature_pattern[1] = {
  0
};

const int Fill_constraints1_pattern[1] = {
  0
};

const int Fill_constraints2_pattern[1] = {
  0
};

void Fill_step(const double *restrict x, const double *restrict u, const double *restrict d, double *restrict w, double *restrict next) {
  (void) w;
  double v1;
  if (0.0 < x[0]) {
    const double v2 = sqrt(x[0]);
    const double v3 = d[3] * v2;
    v1 = v3;
  } else {
    v1 = 0.0;
  }
  const double v4 = u[0] / 60.0;
  const double v5 = v4 - v1;
  const double v6 = v5 / d[2];
  const double v7 = v6 * d[1];
  const double v8 = x[0] + v7;
  next[0] = v8;
}

double Fill_stage(const double *restrict x, const double *restrict u, const double *restrict d, double *restrict w, double *restrict next) {
  (void) w;
  double v1;
  if (0.0 < x[0]) {
    const double v2 = sqrt(x[0]);
    const double v3 = d[3] * v2;
    v1 = v3;
  } else {
    v1 = 0.0;
  }
  const double v4 = u[0] / 60.0;
  const double v5 = v4 - v1;
  const double v6 = v5 / d[2];
  const double v7 = v6 * d[1];
  const double v8 = x[0] + v7;
  next[0] = v8;
  const double v9 = x[0] - 1.0;
  const double v10 = v9 * v9;
  const double v11 = v10 * d[1];
  return v11;
}

void Fill_linearize(const double *restrict x, const double *restrict u, const double *restrict d, double *restrict w, Fill_StageExpansion *restrict out) {
  (void) w;
  double v1;
  double v2;
  if (0.0 < x[0]) {
    const double v3 = sqrt(x[0]);
    const double v4 = d[3] * v3;
    v1 = v4;
    const double v5 = 0.5 / v3;
    const double v6 = d[3] * v5;
    v2 = v6;
  } else {
    v1 = 0.0;
    v2 = 0.0;
  }
  const double v7 = u[0] / 60.0;
  const double v8 = v7 - v1;
  const double v9 = v8 / d[2];
  const double v10 = v9 * d[1];
  const double v11 = x[0] + v10;
  out->next[0] = v11;
  const double v12 = 1.0 / d[2];
  const double v13 = v2 * v12;
  const double v14 = d[1] * v13;
  const double v15 = 1.0 - v14;
  out->fx[0] = v15;
  const double v16 = 0.016666666666666666 * v12;
  const double v17 = d[1] * v16;
  out->fu[0] = v17;
}

void Fill_expand(const double *restrict x, const double *restrict u, const double *restrict d, double *restrict w, Fill_StageExpansion *restrict out) {
  (void) w;
  double v1;
  double v2;
  if (0.0 < x[0]) {
    const double v3 = sqrt(x[0]);
    const double v4 = d[3] * v3;
    v1 = v4;
    const double v5 = 0.5 / v3;
    const double v6 = d[3] * v5;
    v2 = v6;
  } else {
    v1 = 0.0;
    v2 = 0.0;
  }
  const double v7 = u[0] / 60.0;
  const double v8 = v7 - v1;
  const double v9 = v8 / d[2];
  const double v10 = v9 * d[1];
  const double v11 = x[0] + v10;
  out->next[0] = v11;
  const double v12 = 1.0 / d[2];
  const double v13 = v2 * v12;
  const double v14 = d[1] * v13;
  const double v15 = 1.0 - v14;
  out->fx[0] = v15;
  const double v16 = 0.016666666666666666 * v12;
  const double v17 = d[1] * v16;
  out->fu[0] = v17;
  const double v18 = x[0] - 1.0;
  const double v19 = v18 * v18;
  const double v20 = v19 * d[1];
  out->l = v20;
  const double v21 = v18 + v18;
  const double v22 = d[1] * v21;
  out->lx[0] = v22;
  const double v23 = d[1] * 2.0;
  out->lxx[0] = v23;
}

void Fill_curvature(const double *restrict x, const double *restrict u, const double *restrict d, const double *restrict lambda, double *restrict w, Fill_Curvature *restrict out) {
  (void) u;
  (void) w;
  double v1;
  if (0.0 < x[0]) {
    const double v2 = sqrt(x[0]);
    const double v3 = 0.5 / v2;
    const double v4 = 1.0 / v2;
    const double v5 = v3 * v4;
    const double v6 = v3 * v5;
    const double v7 = d[3] * v6;
    const double v8 = -v7;
    v1 = v8;
  } else {
    v1 = 0.0;
  }
  const double v9 = 1.0 / d[2];
  const double v10 = d[1] * lambda[0];
  const double v11 = v9 * v10;
  const double v12 = v1 * v11;
  const double v13 = -v12;
  out->hxx[0] = v13;
}

double Fill_terminal(const double *restrict x, const double *restrict d, double *restrict w) {
  (void) x;
  (void) d;
  (void) w;
  return 0.0;
}

void Fill_expand_terminal(const double *restrict x, const double *restrict d, double *restrict w, Fill_TerminalExpansion *restrict out) {
  (void) x;
  (void) d;
  (void) w;
  out->l = 0.0;
}

double Fill_horizon(const double *restrict x, const double *restrict d, double *restrict w) {
  (void) x;
  (void) d;
  (void) w;
  return 600.0;
}

void Fill_defaults(const double *restrict given, const double *restrict d, double *restrict w, double *restrict values) {
  (void) d;
  (void) w;
  double v1;
  if (1.0 == given[1]) {
    const double v2 = values[1];
    v1 = v2;
  } else {
    v1 = 0.02;
  }
  double v3;
  if (1.0 == given[0]) {
    const double v4 = values[0];
    v3 = v4;
  } else {
    v3 = 0.5;
  }
  values[0] = v3;
  values[1] = v1;
}

void Fill_setup(const double *restrict d, double *restrict w, Fill_Setup *restrict out) {
  (void) d;
  (void) w;
  out->start[0] = 0.2;
  out->state_lower[0] = -INFINITY;
  out->state_upper[0] = INFINITY;
  out->control_lower[0] = 0.0;
  out->control_upper[0] = 3.0;
  out->trim[0] = 0.0;
}

double Fill_guess(const double *restrict d, double *restrict w, double *restrict x, double *restrict u) {
  (void) d;
  (void) w;
  (void) x;
  (void) u;
  return 0.0;
}

void Fill_constraints1_curvature(const double *restrict x, const double *restrict u, const double *restrict d, const double *restrict lambda, double *restrict w, Fill_Curvature *restrict out) {
  (void) x;
  (void) u;
  (void) d;
  (void) lambda;
  (void) w;
  (void) out;
}

void Fill_constraints1_constrain(const double *restrict x, const double *restrict u, const double *restrict d, double *restrict w, double *restrict c) {
  (void) u;
  (void) d;
  (void) w;
  const double v1 = 0.1 - x[0];
  c[0] = v1;
}

void Fill_constraints1_expand(const double *restrict x, const double *restrict u, const double *restrict d, double *restrict w, Fill_constraints1_Expansion *restrict out) {
  (void) u;
  (void) d;
  (void) w;
  const double v1 = 0.1 - x[0];
  out->c[0] = v1;
  out->cx[0] = -1.0;
}

void Fill_constraints2_curvature(const double *restrict x, const double *restrict u, const double *restrict d, const double *restrict lambda, double *restrict w, Fill_Curvature *restrict out) {
  (void) x;
  (void) u;
  (void) d;
  (void) lambda;
  (void) w;
  (void) out;
}

void Fill_constraints2_constrain(const double *restrict x, const double *restrict u, const double *restrict d, double *restrict w, double *restrict c) {
  (void) u;
  (void) d;
  (void) w;
  const double v1 = x[0] - 1.0;
  c[0] = v1;
}

void Fill_constraints2_expand(const double *restrict x, const double *restrict u, const double *restrict d, double *restrict w, Fill_constraints2_Expansion *restrict out) {
  (void) u;
  (void) d;
  (void) w;
  const double v1 = x[0] - 1.0;
  out->c[0] = v1;
  out->cx[0] = 1.0;
}
