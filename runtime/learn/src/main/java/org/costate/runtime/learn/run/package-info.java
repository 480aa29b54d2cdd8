/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** The life of a training run: its measures, its files, and how it goes on after it was stopped. */
package org.costate.runtime.learn.run;
