/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** Batches of transitions: environments stepped by a policy, and what its network reads. */
package org.costate.runtime.learn.rollout;
