/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.export;

import org.costate.compiler.ir.Program;
import org.costate.compiler.schedule.ClassPlan;

/**
 * What is one class in Java: the functions of a problem, of a group of its constraints, of a run, or of its episodes.
 *
 * @param prefix what the names of its functions begin with, before an underscore
 * @param problem what the names of the problem's types begin with
 */
record Part(String prefix, String problem, Program program, ClassPlan plan) {}
