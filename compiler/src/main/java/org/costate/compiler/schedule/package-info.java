/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * From expression graphs to code in order: {@link org.costate.compiler.schedule.ClassPlan} says, for one class, which step follows which,
 * what is computed only on one side of a branch, where methods are cut, and which values live in the workspace.
 *
 * <p>{@link org.costate.compiler.schedule.Placement} decides under which branch a node belongs, {@link
 * org.costate.compiler.schedule.Sequencer} the order, {@link org.costate.compiler.schedule.Splitter} the methods, {@link
 * org.costate.compiler.schedule.Slots} the workspace. Nothing recurses over the depth of a graph, and equal programs give equal plans.
 */
package org.costate.compiler.schedule;
