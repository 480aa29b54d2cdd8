/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.rollout;

import java.util.function.Supplier;
import org.costate.runtime.learn.nn.Backend;
import org.costate.runtime.network.PolicyInfo;
import org.costate.runtime.sim.Environment;

/**
 * What is to be learned, where, and by what.
 *
 * @param policy whose graph the learner makes its losses in; not for two learners at once
 * @param environment makes one more, equal to the others
 * @param seed of everything that is drawn
 * @param threads that step environments; the outcome does not depend on it
 */
public record LearningTask(
    PolicyInfo policy, Supplier<Environment> environment, Backend backend, long seed, int threads) {}
