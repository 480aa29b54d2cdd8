/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

/** Small programs for tests. */
final class Programs {
  /** Double integrator with the infinite-horizon cost as terminal cost: the optimum from (1, 0) is sqrt(3) in continuous time. */
  static final String LQR = """
      problem Lqr {
        param weight = 1;
        const P[2, 2] = [sqrt(3), 1; 1, sqrt(3)];
        state x[2];
        control u;
        dynamics { der(x) = [x[2], u]; }
        horizon 5 steps 100;
        start x = [1, 0];
        minimize {
          running  away:   weight*sumsq(x);
          running  effort: u^2;
          terminal rest:   x' * P * x;
        }
      }
      """;

  /** A discrete integrator that follows a signal. */
  static final String FOLLOW = """
      problem Follow {
        signal ref = 0;
        state x;
        control u in [-1, 1];
        dynamics { next(x) = x + u; }
        horizon 4 steps 4;
        start x = 0;
        minimize { running track: (x - ref)^2; running effort: 1e-3*u^2; terminal rest: 1e-3*x^2; }
      }
      """;

  /** Vectors, matrices and several solve blocks. */
  static final String BLOCKS = """
      problem Reach {
        param goal[2] = [1, 2];
        param A[2, 2] = [1, 0; 0, 1];
        /// Where the cart is.
        state x[2];
        control u[2] in [-1, 1];
        dynamics { next(x) = A*x + u; }
        horizon 5 steps 5;
        start x = [0, 0];
        minimize { running effort: 0.01*sumsq(u); terminal there: sumsq(x - goal); }
      }
      solve Reach as quick using ilqr { expect abs(final(x[1]) - goal[1]) <= 0.1; }
      solve Reach as exact using ddp { iterations = 50; expect iterations > 1000; }
      """;

  private Programs() {}
}
