/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Costate for Java programs: load a {@code .ctl} file or a compiled jar, set what the problem leaves open by name, solve, read the solution
 * by name.
 *
 * {@snippet :
 * var problem = Costate.load(Path.of("pendulum.ctl")).problem("SwingUp").with("m", 1.2).start("theta", 0.1);
 * var solution = problem.solve();
 * double[] tau = solution.control("tau");
 * }
 *
 * <p>Everything here is immutable and may be shared between threads; each solve has its own memory. Names are those of the source: {@code q}
 * for a number, {@code f[2]} and {@code obs[1, 2]} for an element, counted from 1.
 */
package org.costate;
