/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** Systems elsewhere, a robot or another simulator, that trials are made on. */
package org.costate.runtime.learn.plant;
