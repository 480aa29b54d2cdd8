/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** Networks on ND4J: a back end that is loaded where it is asked for by name. The one door to that library. */
package org.costate.runtime.nd4j;
