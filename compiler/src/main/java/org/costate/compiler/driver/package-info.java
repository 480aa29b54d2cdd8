/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** The whole compiler as one call: {@link org.costate.compiler.driver.Compiler}, and {@link org.costate.compiler.driver.Pipeline}, its phases. */
package org.costate.compiler.driver;
