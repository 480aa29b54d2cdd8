/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.rollout;

/** Learning cannot go on; says where, why, and what to change. The learner that throws it is not to be used any more. */
public final class LearningFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  public LearningFailure(String message) {
    super(message);
  }

  public LearningFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
