/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** Training from beginning to end: runs that survive being stopped, policies as files, and what they are worth. */
package org.costate.runtime.learn.train;
