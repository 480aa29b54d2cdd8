/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve;

/**
 * A method that was chosen for a problem.
 *
 * @param method its name
 * @param reason for people: {@code there are constraints}
 */
public record Choice(String method, String reason) {}
