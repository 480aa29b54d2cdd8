/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** Learning from a teacher who knows more than the policy sees. */
package org.costate.runtime.learn.imitation;
