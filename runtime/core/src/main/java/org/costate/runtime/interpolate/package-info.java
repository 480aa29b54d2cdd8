/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** Functions given by points: tables that models look values up in. */
package org.costate.runtime.interpolate;
