/* The functions of problem Fill, made by Costate from tank.ctl. */
/* Numbers are in the declared units, matrices row by row. All memory is the caller's: every function takes
   scratch memory w [Fill_workspace], and no result may overlap an argument or w. Functions keep nothing, so
   any number of threads may call them, each with its own w. Structs of results must be set to zero once: only
   what is not zero for every input is written. */
/* The data d [Fill_nd] holds the time at the start of the step and its length, in seconds, then the params,
   then the signals and the noise of the step; Fill_defaults gives params and signals their declared values. */
#ifndef COSTATE_FILL_H
#define COSTATE_FILL_H

#ifdef __cplusplus
extern "C" {
#endif

/* Sizes: of states, of their directions, of controls, of the data, of params with signals; steps; scratch
   memory. */
enum {
  Fill_nx = 1,
  Fill_ndx = 1,
  Fill_nu = 1,
  Fill_nd = 4,
  Fill_given = 2,
  Fill_steps = 20,
  Fill_workspace = 1,
};

/* The state x [nx], design variables last. */
enum {
  Fill_x_level = 0, /* state in m */
};

/* The control u [nu]. */
enum {
  Fill_u_inflow = 0, /* control in m^3/min */
};

/* The data d [nd] behind the time and the length of a step. */
enum {
  Fill_d_area = 2, /* param in m^2: Cross section, / * not the hole's. Comments * / of all kinds? ?/ reach the header. */
  Fill_d_leak = 3, /* param in m^2.5/s */
};

/* Structural non-zeros, each as row * columns + column, ascending: of (fx, fu) side by side [ndx x (ndx +
   nu)], of the Hessian of lambda' F by states and controls [(ndx + nu) x (ndx + nu)], and of (cx, cu) [rows x
   (ndx + nu)]. */
enum {
  Fill_dynamics_pattern_count = 2,
  Fill_curvature_pattern_count = 1,
  Fill_constraints1_pattern_count = 1,
  Fill_constraints2_pattern_count = 1,
};
extern const int Fill_dynamics_pattern[2];
extern const int Fill_curvature_pattern[1];
extern const int Fill_constraints1_pattern[1];
extern const int Fill_constraints2_pattern[1];

/* One step. The cost l is minimized. */
typedef struct {
  double next[1]; /* F(x, u) */
  double fx[1]; /* dF/dx [ndx x ndx] */
  double fu[1]; /* dF/du [ndx x nu] */
  double l; /* l(x, u) */
  double lx[1]; /* dl/dx */
  double lu[1]; /* dl/du */
  double lxx[1]; /* d2l/dx2, both triangles */
  double lux[1]; /* d2l/dudx [nu x ndx] */
  double luu[1]; /* d2l/du2, both triangles */
} Fill_StageExpansion;

/* Second derivatives of a sum of weighted numbers. */
typedef struct {
  double hxx[1]; /* [ndx x ndx], both triangles */
  double hux[1]; /* [nu x ndx] */
  double huu[1]; /* [nu x nu], both triangles */
} Fill_Curvature;

/* The final state. */
typedef struct {
  double l; /* lN(x) */
  double lx[1]; /* dlN/dx */
  double lxx[1]; /* d2lN/dx2, both triangles */
} Fill_TerminalExpansion;

/* Start, limits and trim. */
typedef struct {
  double start[1]; /* the start, where it is free the one to begin with */
  double free[1]; /* 1 where the start is free */
  double state_lower[1]; /* limits, infinite where there are none */
  double state_upper[1];
  double control_lower[1];
  double control_upper[1];
  double trim[1]; /* the controls to begin with */
} Fill_Setup;

/* The rows of one moment. */
typedef struct {
  double c[1]; /* the rows */
  double cx[1]; /* dc/dx [rows x ndx] */
  double cu[1]; /* dc/du [rows x nu] */
} Fill_constraints1_Expansion;

/* The rows of one moment. */
typedef struct {
  double c[1]; /* the rows */
  double cx[1]; /* dc/dx [rows x ndx] */
  double cu[1]; /* dc/du [rows x nu] */
} Fill_constraints2_Expansion;

/* The problem. */

/* F(x, u), the state after the step, to next [nx]. */
void Fill_step(const double *x, const double *u, const double *d, double *w, double *next);

/* As step; returns the cost of the step, l(x, u). */
double Fill_stage(const double *x, const double *u, const double *d, double *w, double *next);

/* F and its Jacobians: next, fx and fu. */
void Fill_linearize(const double *x, const double *u, const double *d, double *w, Fill_StageExpansion *out);

/* F and its Jacobians, l, its gradient and its Hessian. */
void Fill_expand(const double *x, const double *u, const double *d, double *w, Fill_StageExpansion *out);

/* The Hessian of lambda' F, lambda [ndx]. */
void Fill_curvature(const double *x, const double *u, const double *d, const double *lambda, double *w, Fill_Curvature *out);

/* Returns the cost of the final state, lN(x); d[0] is the final time. */
double Fill_terminal(const double *x, const double *d, double *w);

/* lN, its gradient and its Hessian. */
void Fill_expand_terminal(const double *x, const double *d, double *w, Fill_TerminalExpansion *out);

/* Returns the length of the horizon, in seconds or steps. */
double Fill_horizon(const double *x, const double *d, double *w);

/* Params, then signals, at the time d[0]: values[i] is kept where given[i] is 1 and becomes the default where
   it is 0. */
void Fill_defaults(const double *given, const double *d, double *w, double *values);

/* What holds for a whole solve, from the params. */
void Fill_setup(const double *d, double *w, Fill_Setup *out);

/* The guess of x and u at the time d[0], where there is one; returns how many numbers of x have one. */
double Fill_guess(const double *d, double *w, double *x, double *u);

/* Constraints at the start of each step and at the end: */
/* c[0] <= 0 m: dry */

/* The Hessian of lambda' c, lambda with a number for each row. */
void Fill_constraints1_curvature(const double *x, const double *u, const double *d, const double *lambda, double *w, Fill_Curvature *out);

/* The rows, to c. */
void Fill_constraints1_constrain(const double *x, const double *u, const double *d, double *w, double *c);

/* The rows and their Jacobians. */
void Fill_constraints1_expand(const double *x, const double *u, const double *d, double *w, Fill_constraints1_Expansion *out);

/* Constraints at the end: */
/* c[0] = 0 m: full */

/* The Hessian of lambda' c, lambda with a number for each row. */
void Fill_constraints2_curvature(const double *x, const double *u, const double *d, const double *lambda, double *w, Fill_Curvature *out);

/* The rows, to c. */
void Fill_constraints2_constrain(const double *x, const double *u, const double *d, double *w, double *c);

/* The rows and their Jacobians. */
void Fill_constraints2_expand(const double *x, const double *u, const double *d, double *w, Fill_constraints2_Expansion *out);

#ifdef __cplusplus
}
#endif

#endif
